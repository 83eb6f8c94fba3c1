package io.meepa.credentials.standin;

/** Ends a call with an error answer, from wherever the rule that refuses it stands. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    /**
     * Creates a refusal.
     *
     * @param answer what the service answers
     */
    public Refusal(Answer answer) {
        super("refused with " + answer.status(), null, false, false);
        this.answer = answer;
    }

    /**
     * Returns what the service answers.
     *
     * @return the answer
     */
    public Answer answer() {
        return answer;
    }
}
