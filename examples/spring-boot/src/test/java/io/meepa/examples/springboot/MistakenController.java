package io.meepa.examples.springboot;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.Category;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Returns our own types, which no controller should. */
@RestController
final class MistakenController {

    private final CredentialManager credentials;

    MistakenController(CredentialManager credentials) {
        this.credentials = credentials;
    }

    @GetMapping("/credential")
    Object credential() {
        return credentials.agent("meepa").get(Category.LOGIN, "github");
    }

    @GetMapping("/secret")
    Object secret() {
        return credentials.agent("meepa").get(Category.LOGIN, "github").secret("token");
    }

    @GetMapping("/list")
    Object list() {
        return credentials.agent("meepa").list();
    }

    @GetMapping("/agent")
    Object agent() {
        return credentials.agent("meepa");
    }

    @GetMapping("/environment")
    Object environment() {
        return credentials.agent("meepa").environment();
    }

    @GetMapping("/doctor")
    Object doctor() {
        return credentials.doctor();
    }
}
