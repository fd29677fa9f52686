#!/usr/bin/env node
// Small and in plain syntax on purpose: an old Node must get as far as the message.
import { nodeProblem } from '../scripts/node-version.mjs';

const problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 2;
} else {
  void import('./command-line.mjs').then((module) => module.runCommandLine());
}
