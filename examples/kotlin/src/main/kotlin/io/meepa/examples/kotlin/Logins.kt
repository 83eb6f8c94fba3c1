package io.meepa.examples.kotlin

import io.meepa.credentials.AgentCredentials
import io.meepa.credentials.CredentialManager
import io.meepa.credentials.model.AgentCredential
import io.meepa.credentials.model.Category
import io.meepa.credentials.model.ItemType
import io.meepa.credentials.model.Secret
import java.nio.file.Path

/** Opens credentials that live in memory; variables are looked up in a map, which may lack them. */
fun credentialsInMemory(home: Path, variables: Map<String, String>): CredentialManager =
    CredentialManager.builder()
        .home(home)
        .set("credentials.credential_store.provider", "none")
        .environment { name -> variables[name] }
        .open()

/** Stores a token for an agent. The secret is the caller's to close: Kotlin's own `use` does. */
fun AgentCredentials.remember(service: String, token: Secret) {
    add(AgentCredential.login(service).item("token", token, ItemType.API_TOKEN).build())
}

/** Lends the token to an action and wipes it afterwards. */
fun <T> AgentCredentials.withToken(service: String, action: (String) -> T): T =
    get(Category.LOGIN, service).secret("token").use { token -> action(token.reveal()) }

/** Lists what is not usable yet. */
fun AgentCredentials.waiting(): List<String> = list().filterNot { it.usable() }.map { it.key().toString() }

/** Keeps a token for the agent that is named, and says what the agent has. */
fun main(arguments: Array<String>) {
    credentialsInMemory(Path.of(arguments[0]), System.getenv()).use { credentials ->
        val meepa = credentials.agent(arguments[1])
        Secret.of(arguments[2]).use { token -> meepa.remember("github", token) }
        meepa.list().forEach(::println)
    }
}
