package io.meepa.examples.terminal.menu;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.Category;
import io.meepa.examples.terminal.prompt.ItemSpecification;
import io.meepa.examples.terminal.prompt.Prompt;

/**
 * Asks for a new credential, item by item.
 *
 * @param agent who gets it
 * @param prompt asks
 */
record Addition(AgentCredentials agent, Prompt prompt) {

    void run() {
        String category = prompt.line("category (login, api_key, token; Enter for login)");
        String service = prompt.line("service");
        AgentCredentialBuilder builder =
                AgentCredential.of(category.isEmpty() ? Category.LOGIN : Category.of(category), service);
        String name = prompt.line("name (Enter for " + service + ")");
        if (!name.isEmpty()) {
            builder.name(name);
        }
        String item = prompt.line("item, for instance username, password or token");
        if (item.isEmpty()) {
            throw new IllegalArgumentException("a credential needs an item: nothing was saved");
        }
        while (!item.isEmpty()) {
            ItemSpecification specification = ItemSpecification.parse(item);
            builder.item(specification.key(), prompt.value(specification), specification.type());
            item = prompt.line("another item (Enter to save)");
        }
        agent.add(builder.build());
    }
}
