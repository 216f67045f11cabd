package exportmatrix.jobs.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exportmatrix.jobs.console.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the file server gives, and what it keeps to itself. */
class ReportsServerTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path folder;

  private Path reports;
  private ReportsServer server;

  @BeforeEach
  void start() throws IOException {
    reports = Files.createDirectories(folder.resolve("reports"));
    Path page = Files.createDirectories(reports.resolve("c/page"));
    Files.writeString(reports.resolve("c/index.html"), "<!doctype html><title>c</title>");
    Files.writeString(page.resolve("main.js"), "1;");
    Files.writeString(page.resolve("page.css"), "p{}");
    Files.writeString(page.resolve("places.csv"), "a,b\n");
    Files.writeString(page.resolve("icon.svg"), "<svg/>");
    Files.writeString(reports.resolve("c/latest.json"), "{}");
    Files.writeString(reports.resolve("c/large.json"), "[" + "1,".repeat(5000) + "1]");
    Path release = Files.createDirectories(reports.resolve("c/release=a"));
    Files.writeString(release.resolve("part-0.parquet"), "PAR1" + "x".repeat(5000));
    Path staging = Files.createDirectories(reports.resolve("c/.staging-b"));
    Files.writeString(staging.resolve("half.json"), "{}");
    Files.writeString(folder.resolve("secret.txt"), "secret");
    server = ReportsServer.start(reports, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c/index.html | text/html; charset=utf-8",
        "c/ | text/html; charset=utf-8",
        "c/page/main.js | text/javascript; charset=utf-8",
        "c/page/page.css | text/css; charset=utf-8",
        "c/page/places.csv | text/csv; charset=utf-8",
        "c/page/icon.svg | image/svg+xml",
        "c/latest.json | application/json",
        "c/release=a/part-0.parquet | application/vnd.apache.parquet"
      })
  void filesHaveTheirTypes(String path, String type) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c/none.json",
        "c/page/",
        "c/release=a/",
        "c/.staging-b/half.json",
        "c/%2e%2e/%2e%2e/secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "c/..%5c..%5csecret.txt",
        "c/latest.json%00",
        "c/latest.json/",
        "//etc/passwd"
      })
  void whatIsNotPublishedIsNotFound(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(answer.body()).doesNotContain("secret", "root:");
  }

  @Test
  void dotsInARawRequestLeadNowhere() throws IOException {
    assertThat(raw("GET /../secret.txt HTTP/1.1\r\nHost: localhost\r\n"))
        .startsWith("HTTP/1.1 404")
        .doesNotContain("secret");
  }

  @Test
  void aLinkOutOfTheFolderLeadsNowhere() throws Exception {
    Files.createSymbolicLink(reports.resolve("c/out.txt"), folder.resolve("secret.txt"));
    Files.createSymbolicLink(reports.resolve("c/away"), folder);
    Files.createSymbolicLink(reports.resolve("c/same.json"), reports.resolve("c/latest.json"));
    assertThat(get("c/out.txt").statusCode()).isEqualTo(404);
    assertThat(get("c/away/secret.txt").statusCode()).isEqualTo(404);
    assertThat(get("c/same.json").body()).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
  void onlyReadingIsAnswered(String method) throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(address("c/latest.json"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void headSaysWhatGetWouldSend() throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(address("c/large.json"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Content-Length"))
        .contains(String.valueOf(Files.size(reports.resolve("c/large.json"))));
  }

  @Test
  void bytesComeAsTheyLie() throws Exception {
    byte[] plain = Files.readAllBytes(reports.resolve("c/large.json"));
    for (String accepted : new String[] {"gzip", "identity", "br"}) {
      HttpResponse<byte[]> answer = bytes("c/large.json", accepted);
      assertThat(answer.headers().firstValue("Content-Encoding")).as(accepted).isEmpty();
      assertThat(answer.body()).as(accepted).isEqualTo(plain);
    }
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() throws Exception {
    String tag = get("c/latest.json").headers().firstValue("ETag").orElseThrow();
    HttpRequest again =
        HttpRequest.newBuilder(address("c/latest.json")).header("If-None-Match", tag).build();
    assertThat(CLIENT.send(again, BodyHandlers.ofString()).statusCode()).isEqualTo(304);
    Files.writeString(reports.resolve("c/latest.json"), "{\"release\":\"b\"}");
    assertThat(CLIENT.send(again, BodyHandlers.ofString()).body()).contains("b");
  }

  @Test
  void aFoldersNameLeadsToItsPage() throws Exception {
    HttpResponse<String> answer = get("c");
    assertThat(answer.statusCode()).isEqualTo(301);
    assertThat(answer.headers().firstValue("Location")).contains("/c/");
  }

  @Test
  void theRootListsTheCollectionsAsText() throws Exception {
    assertThat(get("").body()).contains("Nothing is published");
    Files.writeString(
        reports.resolve("index.json"),
        "{\"collections\":[{\"collection\":\"c\",\"label_it\":\"A&B\",\"label_en\":\"<script>alert(1)</script>\",\"synthetic\":true}]}");
    assertThat(get("").body())
        .contains("<a href=\"c/index.html\">")
        .contains("A&amp;B")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("dati sintetici")
        .doesNotContain("<script>");
  }

  @Test
  void anotherNameForThisMachineIsNotAnswered() throws IOException {
    assertThat(raw("GET /c/latest.json HTTP/1.1\r\nHost: elsewhere.example\r\n"))
        .startsWith("HTTP/1.1 421");
    assertThat(raw("GET /c/latest.json HTTP/1.1\r\nHost: localhost:8640\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void itListensOnTheLoopbackAddressAlone() {
    assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    int port = server.address().getPort();
    assertThatThrownBy(() -> ReportsServer.start(reports, port))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--port " + port);
  }

  private URI address(String path) {
    return URI.create(server.address() + path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<byte[]> bytes(String path, String accepted) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(address(path)).header("Accept-Encoding", accepted).build(),
        BodyHandlers.ofByteArray());
  }

  /** A request as it is written, which a client would tidy. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
