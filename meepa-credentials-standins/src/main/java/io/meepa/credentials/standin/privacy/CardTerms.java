package io.meepa.credentials.standin.privacy;

/** What a customer decides about a card; the type and expiry once, the rest at any time. */
record CardTerms(String type, String memo, int spendLimit, String duration, String state, String month, String year) {}
