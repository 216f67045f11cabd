package exportmatrix.jobs.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Answers with the files below one folder. What lies outside it, by dots or by a link, what is
 * hidden or unfinished (names that begin with a dot) and the content of folders is not found.
 */
final class ReportsHandler implements HttpHandler {

  private static final String HTML = "text/html; charset=utf-8";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", HTML),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("jsonl", "application/jsonl; charset=utf-8"),
          Map.entry("csv", "text/csv; charset=utf-8"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("parquet", "application/vnd.apache.parquet"));

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Names under which this machine knows itself: a page elsewhere cannot borrow another. */
  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Path root;

  /**
   * @param root a real path
   */
  ReportsHandler(Path root) {
    this.root = root;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
      headers.set("Content-Security-Policy", POLICY);
      if (!ofThisMachine(exchange)) {
        say(exchange, 421, "This server answers to localhost only.");
      } else if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
        headers.set("Allow", "GET, HEAD");
        say(exchange, 405, "Only GET and HEAD.");
      } else {
        answer(exchange);
      }
    }
  }

  private static boolean ofThisMachine(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host != null && HOSTS.contains(host.replaceFirst(":\\d+$", ""));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Optional<Path> found = find(path);
    if (path.equals("/")) {
      send(exchange, HTML, new CollectionsList(root).html());
    } else if (found.isEmpty() || (path.endsWith("/") && !Files.isDirectory(found.get()))) {
      say(exchange, 404, "Not found.");
    } else if (!Files.isDirectory(found.get())) {
      send(exchange, found.get());
    } else if (!path.endsWith("/")) {
      exchange
          .getResponseHeaders()
          .set("Location", exchange.getRequestURI().getRawPath().replaceFirst("^/+", "/") + "/");
      say(exchange, 301, "Moved.");
    } else {
      Optional<Path> index = find(path + "index.html");
      if (index.isPresent()) {
        send(exchange, index.get());
      } else {
        say(exchange, 404, "Not found.");
      }
    }
  }

  /** The file or folder of a decoded path; empty: there is none, or none that may be seen. */
  private Optional<Path> find(String path) {
    if (path == null || !path.startsWith("/") || path.contains("\\")) {
      return Optional.empty();
    }
    if (Stream.of(path.split("/")).anyMatch(name -> name.startsWith("."))) {
      return Optional.empty();
    }
    try {
      Path real = root.resolve(path.replaceFirst("^/+", "")).toRealPath();
      return real.startsWith(root) ? Optional.of(real) : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static void send(HttpExchange exchange, Path file) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      say(exchange, 404, "Not found."); // an old release that has just gone
      return;
    }
    String name = String.valueOf(file.getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String type = TYPES.getOrDefault(ending, "application/octet-stream");
    Headers headers = exchange.getResponseHeaders();
    String tag = "\"%x-%x\"".formatted(attributes.size(), attributes.lastModifiedTime().toMillis());
    headers.set("ETag", tag);
    headers.set("Cache-Control", "no-cache");
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    // Never zipped: within one machine that takes longer than the bytes that it saves.
    headers.set("Content-Type", type);
    headers.set("Content-Length", String.valueOf(attributes.size()));
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(200, attributes.size() == 0 ? -1 : attributes.size());
    try (OutputStream out = exchange.getResponseBody()) {
      Files.copy(file, out);
    }
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    respond(exchange, 200, content);
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    respond(exchange, status, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void respond(HttpExchange exchange, int status, byte[] content)
      throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, content.length);
      exchange.getResponseBody().write(content);
    }
  }
}
