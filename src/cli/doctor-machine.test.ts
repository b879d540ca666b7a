/** What the doctor says of this machine. */
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { checkNode, checkPort } from "./doctor-machine.ts";
import { checkNotification } from "./doctor-notification.ts";

test.each([
  ["20.19.0", "ok"],
  ["22.1.0", "ok"],
  ["20.18.3", "fail"],
  ["18.20.1", "fail"],
])("Node %s: %s", (version, status) => {
  expect(checkNode(version).status).toBe(status);
});

test("a port that was asked for and is taken fails; once it is free it does not", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address === null || typeof address === "string" ? 0 : address.port;
  expect(await checkPort(port)).toMatchObject({
    status: "fail",
    what: `Port ${port} on 127.0.0.1 cannot be listened on (EADDRINUSE).`,
  });
  await new Promise((resolve) => server.close(resolve));
  expect((await checkPort(port)).status).toBe("ok");
});

test("a directory that cannot be watched is told to be polled", async () => {
  expect((await checkNotification(tmpdir())).check).toBe("notification");
  expect(await checkNotification("/nowhere/at/all")).toMatchObject({
    status: "warn",
    what: expect.stringContaining("(ENOENT)"),
  });
});
