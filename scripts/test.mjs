// Small and in plain syntax on purpose: an old Node must get as far as the message.
import { nodeProblem } from './node-version.mjs';

const problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  void import('./run-checks.mjs').then((module) => module.runChecks());
}
