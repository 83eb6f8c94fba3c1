package io.meepa.credentials.form;

import io.meepa.credentials.error.CredentialException;
import java.util.List;
import java.util.stream.Collectors;

/** What was filled in cannot be used. Lists every problem, and no value. Nothing was changed. */
public final class InvalidFormException extends CredentialException {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldProblem> problems;

    /**
     * Creates the error.
     *
     * @param form what was filled in, for instance {@code credit_card form}
     * @param problems what is wrong, at least one
     */
    public InvalidFormException(String form, List<FieldProblem> problems) {
        super(form + ": "
                + problems.stream()
                        .map(problem -> problem.field() + " " + problem.message())
                        .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /**
     * Returns what is wrong.
     *
     * @return every problem, in the order of the form
     */
    public List<FieldProblem> problems() {
        return problems;
    }
}
