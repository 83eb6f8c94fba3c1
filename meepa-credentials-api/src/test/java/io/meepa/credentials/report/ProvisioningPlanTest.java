package io.meepa.credentials.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.ProvisioningPlan.Action;
import io.meepa.credentials.report.ProvisioningPlan.Cost;
import io.meepa.credentials.report.ProvisioningPlan.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProvisioningPlanTest {

    private final List<Step> everyAction = new ArrayList<>(Arrays.stream(Action.values())
            .map(action -> new Step(AgentId.of("meepa"), Category.EMAIL, "mail", action, Cost.MONEY, ""))
            .toList());

    @Test
    void reportsWhatWouldChange() {
        assertThat(new ProvisioningPlan(everyAction, List.of()).changes())
                .extracting(Step::action)
                .containsExactly(Action.CREATE, Action.RESUME, Action.RECORD, Action.AWAIT);
        assertThat(new ProvisioningPlan(everyAction, List.of()).blocked())
                .extracting(Step::action)
                .containsExactly(Action.BLOCKED);
    }

    @Test
    void asksBeforeMoneyAlone() {
        Step card = step(Action.CREATE, Cost.MONEY);
        Step kept = step(Action.KEEP, Cost.MONEY);
        Step inbox = step(Action.CREATE, Cost.QUOTA);

        assertThat(new ProvisioningPlan(List.of(inbox, card), List.of()).costsMoney())
                .isTrue();
        assertThat(new ProvisioningPlan(List.of(inbox, kept), List.of()).costsMoney())
                .isFalse();
    }

    private static Step step(Action action, Cost cost) {
        return new Step(AgentId.of("meepa"), Category.EMAIL, "mail", action, cost, "");
    }

    @Test
    void isASnapshot() {
        ProvisioningPlan plan = new ProvisioningPlan(everyAction, List.of());
        everyAction.clear();

        assertThat(plan.steps()).hasSize(Action.values().length);
    }
}
