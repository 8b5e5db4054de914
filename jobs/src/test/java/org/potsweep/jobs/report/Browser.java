package org.potsweep.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium with one page, driven by the DevTools protocol (chromedevtools.github.io/devtools-protocol). */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long SECONDS = 120;

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();

    /** Where Chromium is installed, if it is. */
    static Optional<String> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** @param profile an empty folder */
    Browser(String executable, Path profile) throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        executable,
                        "--headless=new",
                        "--no-sandbox", // which root cannot have; the page is our own
                        "--disable-gpu",
                        "--no-first-run",
                        "--window-size=1180,900",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile())
                .start();
        String address = "http://127.0.0.1:" + port(profile.resolve("DevToolsActivePort"));
        HttpClient http = HttpClient.newHttpClient();
        String page = http.send(
                        HttpRequest.newBuilder(URI.create(address + "/json/new"))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString())
                .body();
        socket = http.newWebSocketBuilder()
                .buildAsync(
                        URI.create(
                                JSON.readTree(page).get("webSocketDebuggerUrl").asText()),
                        new Listener())
                .join();
        List.of("Runtime", "Log", "Page").forEach(domain -> call(domain + ".enable", Map.of()));
    }

    private String port(Path file) throws IOException, InterruptedException {
        for (int wait = 0; wait < 10 * SECONDS && process.isAlive(); wait++) {
            if (Files.exists(file) && Files.readAllLines(file).size() > 1) {
                return Files.readAllLines(file).get(0);
            }
            Thread.sleep(100);
        }
        throw new IOException("Chromium does not start");
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        int id = calls.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(
                        JSON.valueToTree(Map.of("id", id, "method", method, "params", parameters))
                                .toString(),
                        true)
                .join();
        return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    /** Opens a page. */
    void open(Path page) {
        problems.clear();
        call("Page.navigate", Map.of("url", page.toUri().toString()));
    }

    /** The value of an expression; of a promise, what it comes to. */
    JsonNode evaluate(String expression) {
        JsonNode answer = call(
                "Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits until an expression is true. */
    void await(String condition) throws InterruptedException {
        for (int wait = 0; wait < 10 * SECONDS; wait++) {
            if (evaluate("Boolean(" + condition + ")").asBoolean()) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("this never comes true: " + condition + "; problems: " + problems);
    }

    /** Moves the mouse to a point of the window, in pixels. */
    void hover(double x, double y) {
        call("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
    }

    /** Errors and warnings on the console, and exceptions, since the page was opened. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Keeps a picture of the whole page. */
    void picture(Path png) throws IOException {
        JsonNode answer = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Files.write(png, Base64.getDecoder().decode(answer.get("data").asText()));
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                receive(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        private void receive(String message) {
            try {
                JsonNode node = JSON.readTree(message);
                if (node.has("id")) {
                    answers.remove(node.get("id").asInt()).complete(node.path("result"));
                } else if (isProblem(node)) {
                    problems.add(message);
                }
            } catch (IOException e) {
                problems.add(e + " in " + message);
            }
        }

        private static boolean isProblem(JsonNode event) {
            String level = event.at("/params/type").asText()
                    + event.at("/params/entry/level").asText();
            return switch (event.path("method").asText()) {
                case "Runtime.exceptionThrown" -> true;
                case "Runtime.consoleAPICalled", "Log.entryAdded" -> level.matches("error|warning|assert");
                default -> false;
            };
        }
    }
}
