// Drives the stand-in of AgentMail with the vendor's SDK for Node; prints what came of it as JSON.
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.NODE_FOLDER, "package.json"));
const { AgentMailClient } = require("agentmail");
const version = require("agentmail/package.json").version;
const client = new AgentMailClient({ apiKey: process.env.MAIL_KEY, baseUrl: process.env.MAIL });
const told = { version, calls: 0, failures: [] };

async function call(name, action) {
    told.calls++;
    try {
        return await action();
    } catch (failure) {
        told.failures.push(`${name}: ${failure.name}: ${failure.message}`);
        return {};
    }
}

await call("auth.me", () => client.auth.me());
await call("organizations.get", () => client.organizations.get());
await call("domains.list", () => client.domains.list());
const inbox = await call("inboxes.create", () => client.inboxes.create({ username: "node", clientId: "t.node.email.1.inbox" }));
await call("inboxes.list", () => client.inboxes.list());
await call("inboxes.get", () => client.inboxes.get(inbox.inboxId));
await call("inboxes.update", () => client.inboxes.update(inbox.inboxId, { displayName: "Node" }));
const pod = await call("pods.create", () => client.pods.create({ name: "node", clientId: "t.node.email.1.pod" }));
await call("pods.list", () => client.pods.list());
await call("pods.get", () => client.pods.get(pod.podId));
for (const [name, keys, home] of [
    ["apiKeys", client.apiKeys, []],
    ["pods.apiKeys", client.pods.apiKeys, [pod.podId]],
    ["inboxes.apiKeys", client.inboxes.apiKeys, [inbox.inboxId]],
]) {
    const made = await call(`${name}.create`, () => keys.create(...home, { name: "tag", permissions: { inboxRead: true } }));
    await call(`${name}.list`, () => keys.list(...home));
    await call(`${name}.delete`, () => keys.delete(...home, made.apiKeyId));
}
await call("inboxes.delete", () => client.inboxes.delete(inbox.inboxId));
await call("pods.delete", () => client.pods.delete(pod.podId));
for (const [name, value] of [["inboxes.create", inbox.inboxId], ["pods.create", pod.podId]]) {
    if (typeof value !== "string") {
        told.failures.push(`${name}: the answer has no id`);
    }
}
console.log(JSON.stringify(told));
process.exitCode = told.failures.length === 0 ? 0 : 1;
