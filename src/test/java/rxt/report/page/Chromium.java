package rxt.report.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A headless Chromium with one page, driven by the DevTools protocol; all events are kept. */
final class Chromium implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private String session = "";

    /** Starts the browser with {@code profile} as the folder of its own files. */
    Chromium(Path profile) throws Exception {
        Path log = profile.resolveSibling("chromium.log");
        process = new ProcessBuilder(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log.toFile())
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address(log), new Listener())
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        String target = call("Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asString();
        session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asString();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
    }

    private URI address(Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            try (BufferedReader lines = Files.newBufferedReader(log)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("DevTools listening on ")) {
                        return URI.create(line.substring("DevTools listening on ".length()));
                    }
                }
            }
            Thread.sleep(50);
        }
        throw new IOException("Chromium does not listen: " + Files.readString(log));
    }

    /** A command of the protocol and its result. */
    JsonNode call(String method, Map<String, ?> params) throws Exception {
        int number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(number, answer);
        Map<String, Object> message = Option.object("id", number, "method", method, "params", params);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        socket.sendText(JsonMapper.shared().writeValueAsString(message), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        JsonNode result = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (result.has("error")) {
            throw new IOException(method + ": " + result.get("error"));
        }
        return result.get("result");
    }

    /** The value of a JavaScript expression in the page. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    /** A window of that width whose system is light or dark. */
    void window(int width, boolean phone, boolean dark) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", phone ? 844 : 900, "deviceScaleFactor", 1, "mobile", phone));
        String scheme = dark ? "dark" : "light";
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Opens the page and waits until all its figures are drawn. */
    void open(Path page) throws Exception {
        events.clear();
        call("Page.navigate", Map.of("url", page.toUri().toString()));
        await("document.readyState === 'complete' && document.documentElement.dataset.drawn !== undefined");
    }

    /** Waits until a JavaScript expression holds. */
    void await(String condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!evaluate(condition).asBoolean(false)) {
            if (System.nanoTime() > end) {
                throw new IOException("never came: " + condition + "; events " + events);
            }
            Thread.sleep(50);
        }
    }

    /** The whole page as a picture. */
    Path screenshot(Path file) throws Exception {
        JsonNode size = call("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
        Map<String, Object> clip = Map.of(
                "x",
                0,
                "y",
                0,
                "width",
                size.get("width").asDouble(),
                "height",
                size.get("height").asDouble(),
                "scale",
                1);
        return screenshot(file, clip);
    }

    private Path screenshot(Path file, Map<String, Object> clip) throws Exception {
        JsonNode picture =
                call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        return Files.write(file, Base64.getDecoder().decode(picture.get("data").asString()));
    }

    /** One element of the page as a picture. */
    Path screenshot(Path file, String selector) throws Exception {
        JsonNode box = evaluate("(() => { const b = document.querySelector('" + selector
                + "').getBoundingClientRect(); return {y: b.top + scrollY, height: b.height}; })()");
        Map<String, Object> clip = Map.of(
                "x",
                0,
                "y",
                box.get("y").asDouble(),
                "width",
                evaluate("innerWidth").asDouble(),
                "height",
                box.get("height").asDouble(),
                "scale",
                1);
        return screenshot(file, clip);
    }

    /** The page as it is printed. */
    Path print(Path file) throws Exception {
        JsonNode pdf = call("Page.printToPDF", Map.of("printBackground", true));
        return Files.write(file, Base64.getDecoder().decode(pdf.get("data").asString()));
    }

    /** What the page complained of since it was opened: errors, warnings, exceptions. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (JsonNode event : events) {
            switch (event.get("method").asString()) {
                case "Runtime.exceptionThrown", "Log.entryAdded" ->
                    complaints.add(event.get("params").toString());
                case "Runtime.consoleAPICalled" -> {
                    String type = event.get("params").get("type").asString();
                    if (type.equals("error") || type.equals("warning") || type.equals("assert")) {
                        complaints.add(event.get("params").toString());
                    }
                }
                default -> {}
            }
        }
        return complaints;
    }

    /** Addresses asked for since the page was opened, the page itself among them. */
    List<String> requests() {
        return events.stream()
                .filter(event -> event.get("method").asString().equals("Network.requestWillBeSent"))
                .map(event -> event.get("params").get("request").get("url").asString())
                .toList();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonNode message = JsonMapper.shared().readTree(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
                if (message.has("id")) {
                    answers.remove(message.get("id").asInt()).complete(message);
                } else {
                    events.add(message);
                }
            }
            from.request(1);
            return null;
        }
    }
}
