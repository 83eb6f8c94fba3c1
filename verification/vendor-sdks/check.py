"""Drives the stand-ins with the vendors' own SDKs. Usage: check.py CLASS_PATH NODE_FOLDER. Ends with 1 if a call does not
parse or an SDK warns."""

import importlib.metadata
import json
import logging
import os
import pathlib
import subprocess
import sys
import warnings

HERE = pathlib.Path(__file__).resolve().parent
WARNED = []


class Collector(logging.Handler):
    def emit(self, record):
        WARNED.append(f"{record.name}: {record.getMessage()}")


class Run:
    """The calls of one SDK."""

    def __init__(self, sdk):
        self.sdk, self.calls, self.failures, self.warnings = sdk, 0, [], 0

    def call(self, name, action, strict=False):
        before = len(WARNED)
        self.calls += 1
        try:
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                answer = action()
                if strict and hasattr(answer, "model_dump"):
                    # The SDK constructs without validation: its own model validates what it made.
                    type(answer).model_validate(answer.model_dump(by_alias=True, warnings=False))
            told = [str(one.message) for one in caught] + WARNED[before:]
        except Exception as failure:  # Whatever an SDK throws is the finding.
            self.failures.append(f"{name}: {type(failure).__name__}: {failure}")
            return None
        self.warnings += len(told)
        self.failures += [f"{name}: warned: {text}" for text in told]
        return answer


def agentmail_python(world):
    from agentmail import AgentMail
    from agentmail.environment import AgentMailEnvironment

    environment = AgentMailEnvironment(http=world["mail"], websockets=world["mail"])
    client = AgentMail(api_key=world["mailKey"], environment=environment)
    run = Run(f"PyPI agentmail {importlib.metadata.version('agentmail')}")
    call = lambda name, action: run.call(name, action, strict=True)
    call("auth.me", lambda: client.auth.me())
    call("organizations.get", lambda: client.organizations.get())
    call("domains.list", lambda: client.domains.list())
    inbox = call("inboxes.create", lambda: client.inboxes.create(
        request={"username": "meepa", "client_id": "t.meepa.email.1.inbox", "display_name": "Meepa", "metadata": {"k": 1}}))
    call("inboxes.list", lambda: client.inboxes.list(limit=1))
    call("inboxes.search", lambda: client.inboxes.search(q="meepa"))
    call("inboxes.get", lambda: client.inboxes.get(inbox.inbox_id))
    call("inboxes.update paused", lambda: client.inboxes.update(inbox.inbox_id, status="paused"))
    call("inboxes.update active", lambda: client.inboxes.update(inbox.inbox_id, status="active", metadata={"k": None}))
    pod = call("pods.create", lambda: client.pods.create(name="pod", client_id="t.meepa.email.1.pod"))
    call("pods.list", lambda: client.pods.list())
    call("pods.get", lambda: client.pods.get(pod.pod_id))
    call("pods.inboxes.list", lambda: client.pods.inboxes.list(pod.pod_id))
    levels = [
        ("api_keys", client.api_keys, []),
        ("pods.api_keys", client.pods.api_keys, [pod.pod_id]),
        ("inboxes.api_keys", client.inboxes.api_keys, [inbox.inbox_id]),
    ]
    for name, keys, home in levels:
        made = call(f"{name}.create", lambda: create_key(keys, home))
        call(f"{name}.list", lambda: keys.list(*home))
        if hasattr(keys, "get"):
            call(f"{name}.get", lambda: keys.get(*home, made.api_key_id))
        if hasattr(keys, "update"):
            call(f"{name}.update", lambda: keys.update(*home, made.api_key_id, name="renamed"))
        call(f"{name}.delete", lambda: keys.delete(*home, made.api_key_id))
    call("inboxes.delete", lambda: client.inboxes.delete(inbox.inbox_id))
    call("pods.delete", lambda: client.pods.delete(pod.pod_id))
    run.failures += refused(lambda: client.inboxes.get("nobody@agentmail.to"), "NotFoundError")
    run.calls += 1
    return run


def create_key(keys, home):
    flags = {"inbox_read": True, "message_read": True}
    return keys.create(*home, request={"name": "tag", "permissions": flags, "expires_at": "2099-01-01T00:00:00Z"})


def refused(action, error):
    try:
        action()
    except Exception as failure:
        return [] if type(failure).__name__ == error else [f"refusal: {type(failure).__name__} instead of {error}"]
    return [f"refusal: none instead of {error}"]


def lithic_python(world):
    """Privacy.com's sister: the same cards, another header and other required fields, so what is checked is that it parses."""
    from lithic import Lithic

    client = Lithic(api_key="api-key " + world["bankKey"], base_url=world["bank"], max_retries=0)
    run = Run(f"PyPI lithic {importlib.metadata.version('lithic')}")
    card = run.call("cards.create", lambda: client.cards.create(
        type="SINGLE_USE", memo="t.meepa.credit_card.1", spend_limit=1000, spend_limit_duration="FOREVER", state="PAUSED"))
    run.call("cards.retrieve", lambda: client.cards.retrieve(card.token))
    run.call("cards.update", lambda: client.cards.update(card.token, state="OPEN"))
    run.call("cards.list", lambda: list(client.cards.list(page_size=50)))
    run.call("cards.update closed", lambda: client.cards.update(card.token, state="CLOSED"))
    run.failures += refused(lambda: client.cards.retrieve("00000000-0000-0000-0000-000000000000"), "NotFoundError")
    run.calls += 1
    return run


def google_python(world):
    from google.oauth2 import service_account
    from googleapiclient.discovery import build
    from googleapiclient.errors import HttpError

    scopes = ["https://www.googleapis.com/auth/admin.directory.user"]
    credentials = service_account.Credentials.from_service_account_info(
        world["account"], scopes=scopes, subject=world["admin"])
    run = Run(f"PyPI google-api-python-client {importlib.metadata.version('google-api-python-client')}")
    service = run.call("build", lambda: build(
        "admin", "directory_v1", credentials=credentials, client_options={"api_endpoint": world["google"]},
        cache_discovery=False))
    users = service.users()
    address = "meepa@" + world["domain"]
    body = {"primaryEmail": address, "name": {"givenName": "M", "familyName": "A"}, "password": "a-made-up-one-7"}
    made = run.call("users.insert", lambda: users.insert(body=body).execute())
    run.call("users.get", lambda: users.get(userKey=made["id"]).execute())
    run.call("users.list", lambda: users.list(domain=world["domain"]).execute())
    run.call("users.list deleted", lambda: users.list(domain=world["domain"], showDeleted="true").execute())
    run.call("users.update", lambda: users.update(userKey=made["id"], body={"suspended": True}).execute())
    run.call("users.patch", lambda: users.patch(userKey=made["id"], body={"suspended": False}).execute())
    run.call("users.aliases.list", lambda: users.aliases().list(userKey=made["id"]).execute())
    run.call("users.delete", lambda: users.delete(userKey=made["id"]).execute())
    run.call("users.undelete", lambda: users.undelete(userKey=made["id"], body={"orgUnitPath": "/"}).execute())
    run.failures += refused(lambda: users.insert(body=body).execute(), HttpError.__name__)
    run.calls += 1
    return run


def agentmail_node(world, folder):
    environment = {"PATH": os.environ["PATH"], "MAIL": world["mail"], "MAIL_KEY": world["mailKey"], "NODE_FOLDER": folder}
    done = subprocess.run(["node", str(HERE / "check.mjs")], env=environment, capture_output=True, text=True, timeout=120)
    run = Run("npm agentmail")
    if done.returncode not in (0, 1) or not done.stdout.strip():
        run.failures.append(f"node ended with {done.returncode}: {done.stderr[-500:]}")
        return run
    told = json.loads(done.stdout)
    run.sdk, run.calls, run.failures = f"npm agentmail {told['version']}", told["calls"], told["failures"]
    run.warnings = len(done.stderr.splitlines())
    run.failures += [f"warned: {line}" for line in done.stderr.splitlines()]
    return run


def main(class_path, folder):
    logging.getLogger().addHandler(Collector(level=logging.WARNING))
    java = ["java", "-cp", class_path, str(HERE / "StandIns.java")]
    with subprocess.Popen(java, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as stand_ins:
        world = json.loads(stand_ins.stdout.readline())
        try:
            runs = [
                agentmail_python(world), agentmail_node(world, folder), google_python(world), lithic_python(world)]
        finally:
            stand_ins.stdin.close()
    print("| SDK | calls | not parsed or refused | warnings |")
    print("| --- | --- | --- | --- |")
    for run in runs:
        print(f"| {run.sdk} | {run.calls} | {len(run.failures) - run.warnings} | {run.warnings} |")
    for run in runs:
        for failure in run.failures:
            print(f"{run.sdk}: {failure}", file=sys.stderr)
    return 1 if any(run.failures for run in runs) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
