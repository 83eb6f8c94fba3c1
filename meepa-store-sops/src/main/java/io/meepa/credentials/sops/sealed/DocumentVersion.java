package io.meepa.credentials.sops.sealed;

/**
 * Which version of a document: small, and without its content.
 *
 * @param generation the generation of its seal, or 0 if it has none
 * @param macIv the vector of its MAC, in hexadecimal digits; each write has another
 */
public record DocumentVersion(long generation, String macIv) {}
