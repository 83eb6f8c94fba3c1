package io.meepa.examples.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** The page's files, from the class path. Only those named here exist. */
final class Assets {

    private record Asset(String file, String type) {}

    private static final Map<String, Asset> ASSETS = Map.of(
            "", new Asset("index.html", "text/html; charset=utf-8"),
            "page.js", new Asset("page.js", "text/javascript; charset=utf-8"),
            "view.js", new Asset("view.js", "text/javascript; charset=utf-8"),
            "gateway.js", new Asset("gateway.js", "text/javascript; charset=utf-8"),
            "connected.html", new Asset("connected.html", "text/html; charset=utf-8"),
            "connected.js", new Asset("connected.js", "text/javascript; charset=utf-8"),
            "page.css", new Asset("page.css", "text/css; charset=utf-8"));

    private Assets() {}

    static Optional<Answer> find(Call call) throws IOException {
        if (!call.method().equals("GET") || call.path().size() != 1) {
            return Optional.empty();
        }
        Asset asset = ASSETS.get(call.path().get(0));
        if (asset == null) {
            return Optional.empty();
        }
        try (InputStream file = Assets.class.getResourceAsStream("/page/" + asset.file())) {
            if (file == null) {
                throw new IOException("the page's file " + asset.file() + " is missing");
            }
            return Optional.of(Answer.of(200, asset.type(), file.readAllBytes()));
        }
    }
}
