package io.meepa.credentials.form;

import io.meepa.credentials.form.FieldProblem.Code;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataValue;
import io.meepa.credentials.model.ReadableName;
import io.meepa.credentials.model.Secret;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One form, filled in: every field in the shape to keep, or what is wrong with it. */
final class FormReading {

    private final CredentialForm form;
    private final Map<String, Secret> accepted = new LinkedHashMap<>();
    private final List<FieldProblem> problems = new ArrayList<>();

    private FormReading(CredentialForm form) {
        this.form = form;
    }

    static FormReading of(CredentialForm form, FormValues values, Clock clock) {
        FormReading reading = new FormReading(form);
        form.fields().forEach(field -> reading.read(field, values));
        form.alternatives().forEach(reading::requireOneOf);
        new CardRules(form, reading.accepted, clock)
                .check().stream()
                        .filter(problem -> !reading.isBlamed(problem.field()))
                        .forEach(reading.problems::add);
        values.fields().stream().filter(reading::isUnknown).forEach(reading::refuse);
        return reading;
    }

    /** In the order of the form; what is unknown last. */
    List<FieldProblem> problems() {
        return problems.stream().sorted(Comparator.comparingInt(this::place)).toList();
    }

    AgentCredential credential() {
        refuseProblems();
        String service = address(FieldTarget.Address.SERVICE)
                .orElseThrow(() -> new IllegalStateException("the form does not ask for the service"));
        AgentCredentialBuilder builder = AgentCredential.of(form.category(), service);
        address(FieldTarget.Address.NAME).ifPresent(builder::name);
        return into(builder.build());
    }

    AgentCredential into(AgentCredential waiting) {
        refuseProblems();
        AgentCredentialBuilder builder = waiting.toBuilder().status(CredentialStatus.Settled.EXISTING);
        Metadata metadata = waiting.metadata();
        for (FormField field : form.fields()) {
            Secret value = accepted.get(field.name());
            if (value != null && field.target() instanceof FieldTarget.Item item) {
                builder.replaceItem(new CredentialItem(item.key(), value, item.type(), item.shown()));
            } else if (value != null && field.target() instanceof FieldTarget.Note note) {
                metadata = metadata.with(note.name(), noted(field, value));
            }
        }
        return builder.metadata(metadata).build();
    }

    private void read(FormField field, FormValues values) {
        Optional<Secret> value = values.value(field.name()).map(given -> FieldShape.of(field, given));
        if (value.isEmpty() || value.get().isEmpty()) {
            if (field.required()) {
                problems.add(new FieldProblem(field.name(), Code.MISSING, "must be filled in"));
            }
            return;
        }
        Optional<FieldProblem> problem =
                FieldCheck.problem(field, value.get()).or(() -> nameProblem(field, value.get()));
        problem.ifPresentOrElse(problems::add, () -> accepted.put(field.name(), value.get()));
    }

    /** What becomes the credential's address is a name that people read. */
    private static Optional<FieldProblem> nameProblem(FormField field, Secret value) {
        return field.target() instanceof FieldTarget.Address
                ? ReadableName.fault(value.reveal()).map(why -> new FieldProblem(field.name(), Code.CHARACTERS, why))
                : Optional.empty();
    }

    /** A field that was filled in wrongly is reported as such, not as missing. */
    private void requireOneOf(List<String> group) {
        boolean filled = group.stream().anyMatch(name -> accepted.containsKey(name) || isBlamed(name));
        if (!filled) {
            String others = String.join(" or ", group.subList(1, group.size()));
            problems.add(new FieldProblem(group.get(0), Code.MISSING, "must be filled in, unless " + others + " is"));
        }
    }

    private boolean isBlamed(String name) {
        return problems.stream().anyMatch(problem -> problem.field().equals(name));
    }

    private boolean isUnknown(String name) {
        return form.fields().stream().noneMatch(field -> field.name().equals(name));
    }

    /** What is no name of a field may be a value that went astray: it is not repeated. */
    private void refuse(String name) {
        problems.add(new FieldProblem(
                FormField.isName(name) ? name : "(a field)", Code.UNKNOWN, "is not asked for by this form"));
    }

    private int place(FieldProblem problem) {
        List<String> names = form.fields().stream().map(FormField::name).toList();
        int place = names.indexOf(problem.field());
        return place < 0 ? names.size() : place;
    }

    private void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidFormException(form.category() + " form", problems());
        }
    }

    private Optional<String> address(FieldTarget.Address part) {
        return form.fields().stream()
                .filter(field -> field.target() == part)
                .flatMap(field -> Optional.ofNullable(accepted.get(field.name())).stream())
                .map(Secret::reveal)
                .findFirst();
    }

    private static MetadataValue noted(FormField field, Secret value) {
        String text = value.reveal();
        if (field.kind() == FieldKind.NUMBER) {
            return new MetadataValue.Numeric(new BigDecimal(text));
        }
        Optional<Instant> moment = field.rule() == FieldRule.MOMENT ? RuleCheck.moment(text) : Optional.empty();
        return new MetadataValue.Text(moment.map(Instant::toString).orElse(text));
    }
}
