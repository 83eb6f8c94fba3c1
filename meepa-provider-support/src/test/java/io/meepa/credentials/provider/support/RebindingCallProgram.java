package io.meepa.credentials.provider.support;

import io.meepa.credentials.error.CredentialException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Calls a host whose name leads to this machine as soon as its addresses were checked. Arguments: hosts file and port. */
final class RebindingCallProgram {

    private RebindingCallProgram() {}

    public static void main(String[] arguments) {
        BaseUrl base = BaseUrl.discovered("https://mcp.vendor.example:" + arguments[1] + "/mcp", AddressPolicy.PUBLIC);
        var context = new CallFixture().context(Map.of());
        BaseUrl.Resolver changing = host -> {
            InetAddress[] checked = InetAddress.getAllByName(host);
            System.out.println("checked " + checked[0].getHostAddress());
            rebind(Path.of(arguments[0]));
            return checked;
        };
        try (ApiClient client = ApiClient.open(
                "Some",
                context,
                CallSettings.read(context.settings()),
                () -> new ApiEndpoint.Grant(base, "", Optional.empty()),
                CallFixture::classify,
                changing)) {
            client.begin().send(ApiRequest.get("read it"));
            System.out.println("answered");
        } catch (CredentialException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void rebind(Path hosts) {
        try {
            Files.writeString(hosts, "127.0.0.1 mcp.vendor.example\n");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
