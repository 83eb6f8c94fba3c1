package io.meepa.credentials.sops;

/** A file that was saved, and the document that it was proved to hold. The bytes are not copied. Prints nothing. */
public final class SavedFile {

    private final byte[] file;
    private final SopsDocument document;

    SavedFile(byte[] file, SopsDocument document) {
        this.file = file;
        this.document = document;
    }

    /**
     * Returns the file's content.
     *
     * @return the bytes, the caller's from now on
     */
    public byte[] file() {
        return file;
    }

    /**
     * Returns the document: its metadata as it was read from the file, and the tree that the file was compared with.
     *
     * @return the document
     */
    public SopsDocument document() {
        return document;
    }
}
