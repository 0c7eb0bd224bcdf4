/** `npm start`: the demo by default, `npm start -- --empty` a clean system; all other flags go to the program. */
import { runProgram } from './run-program.mjs';

await runProgram('main', ['server', 'web']);
