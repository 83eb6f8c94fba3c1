/** SOPS files with age recipients, and the file store over them. */
module io.meepa.credentials.sops {
    requires io.meepa.credentials;
    requires static org.jspecify;
}
