package io.meepa.credentials.provider.oauth.protocol.wire;

/** How the parameters of a request are written. */
public enum BodyStyle {
    /** {@code application/x-www-form-urlencoded}, as the RFCs have it. */
    FORM("application/x-www-form-urlencoded"),
    /** A JSON object of texts, as some services want it. */
    JSON("application/json");

    private final String contentType;

    BodyStyle(String contentType) {
        this.contentType = contentType;
    }

    /**
     * Returns the media type.
     *
     * @return the value of the Content-Type header
     */
    public String contentType() {
        return contentType;
    }
}
