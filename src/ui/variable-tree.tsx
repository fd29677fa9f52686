import { useState, type ReactNode } from 'react';
import { isChanged, partOf, valueTree, type ValueNode } from '../view/value-tree.ts';
import './variable-tree.css';

interface Before {
  node: ValueNode | undefined;
}

/** `before`: absent when nothing has changed. */
function Part(props: { name: string; node: ValueNode; before: Before | undefined }): ReactNode {
  const { name, node, before } = props;
  const hasChanged = before !== undefined && isChanged(node, before.node);
  const [isOpen, setOpen] = useState(true);
  return (
    <li data-changed={hasChanged && !node.parts}>
      {node.parts ? (
        <button
          type="button"
          className="variable-name"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {name}
        </button>
      ) : (
        <span className="part-name">{name}</span>
      )}
      {node.parts && isOpen ? (
        <Parts node={node} before={hasChanged ? before : undefined} />
      ) : (
        <span className="part-value">{node.text}</span>
      )}
      {hasChanged && !node.parts && <span className="part-changed">changed</span>}
    </li>
  );
}

function Parts({ node, before }: { node: ValueNode; before: Before | undefined }): ReactNode {
  return (
    <ul className="value-parts">
      {node.parts?.map(({ name, node: part }) => (
        <Part
          key={name}
          name={name}
          node={part}
          before={before && { node: partOf(before.node, name) }}
        />
      ))}
    </ul>
  );
}

/** What a variable holds, part by part. `before`: its value before the last line, when that was another one. */
export default function VariableTree(props: {
  value: string;
  before: string | undefined;
}): ReactNode {
  const { value, before } = props;
  const node = valueTree(value);
  if (!node.parts) return value;
  return (
    <Parts node={node} before={before === undefined ? undefined : { node: valueTree(before) }} />
  );
}
