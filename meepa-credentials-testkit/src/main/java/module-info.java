/** Contract tests for plug-ins and stand-ins for the paid services. */
module io.meepa.credentials.testkit {
    requires io.meepa.credentials;
    requires static org.jspecify;
}
