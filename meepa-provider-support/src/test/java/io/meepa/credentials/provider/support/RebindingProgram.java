package io.meepa.credentials.provider.support;

import io.meepa.credentials.error.ProviderRejectedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks a host, lets its name change to the cloud's own address, and looks where a connection would go now. */
final class RebindingProgram {

    private RebindingProgram() {}

    public static void main(String[] arguments) throws Exception {
        BaseUrl base = BaseUrl.discovered("https://mcp.vendor.example/mcp", AddressPolicy.PUBLIC);
        System.out.println(checked(base));
        Files.writeString(Path.of(arguments[0]), "169.254.169.254 mcp.vendor.example\n");
        System.out.println("then " + InetAddress.getAllByName("mcp.vendor.example")[0].getHostAddress());
        System.out.println(checked(base));
    }

    private static String checked(BaseUrl base) throws UnknownHostException {
        try {
            base.checkResolved(InetAddress::getAllByName);
            return "checked";
        } catch (ProviderRejectedException e) {
            return "refused: "
                    + (String.valueOf(e.getMessage()).contains("nothing was sent")
                            ? "nothing was sent"
                            : e.getMessage());
        }
    }
}
