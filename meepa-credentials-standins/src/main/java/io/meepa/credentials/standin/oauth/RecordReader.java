package io.meepa.credentials.standin.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Reads one object of a record. What is missing is empty, false or zero. */
final class RecordReader {

    private final JsonNode node;

    RecordReader(JsonNode node) {
        this.node = node;
    }

    RecordedService service() {
        return new RecordedService(
                text("authorize"),
                at("token").token(),
                text("sign_in"),
                text("renewed"),
                at("refused").canned(),
                at("renewal").renewal(),
                node.has("identity") ? at("identity").described() : null,
                node.has("revoke") ? at("revoke").revoke() : null,
                node.has("device") ? at("device").device() : null,
                optional("app_alone"),
                flag("standard"));
    }

    private RecordedService.Token token() {
        return new RecordedService.Token(text("address"), flag("basic"), flag("json"));
    }

    private RecordedService.Canned canned() {
        return new RecordedService.Canned(number("status"), text("body"));
    }

    private RecordedService.Described described() {
        return new RecordedService.Described(text("address"), text("body"));
    }

    private RecordedService.Renewal renewal() {
        return new RecordedService.Renewal(
                flag("rotates"),
                flag("old_works"),
                optional("grace"),
                flag("repeats_access_only"),
                flag("replay_ends_all"),
                flag("ends_old_access"));
    }

    private RecordedService.Revoke revoke() {
        String app = optional("app");
        return new RecordedService.Revoke(
                text("address"), text("token"), app == null ? "as_token" : app, flag("ends_all"), optional("body"));
    }

    private RecordedService.Device device() {
        return new RecordedService.Device(
                text("address"),
                text("address_field"),
                text("page"),
                optional("complete"),
                number("waiting_status"),
                text("denied"),
                number("lifetime_seconds"),
                flag("secret"));
    }

    private RecordReader at(String name) {
        return new RecordReader(node.path(name));
    }

    private String text(String name) {
        return node.path(name).asText();
    }

    private @Nullable String optional(String name) {
        return node.has(name) ? text(name) : null;
    }

    private boolean flag(String name) {
        return node.path(name).asBoolean();
    }

    private int number(String name) {
        return node.path(name).asInt();
    }
}
