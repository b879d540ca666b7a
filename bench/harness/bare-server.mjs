/** The least that a program in Node can be: it listens, and gives one answer that holds so many values. */
import { createServer } from "node:http";
import { argv, stdout } from "node:process";

const answer = JSON.stringify({ runs: [{ pointCount: Number(argv[2]) }] });
const server = createServer((_, response) => response.end(answer));
server.listen(0, "127.0.0.1", () => stdout.write(`http://127.0.0.1:${server.address().port}/\n`));
process.once("SIGINT", () => process.exit());
