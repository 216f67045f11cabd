package exportmatrix.jobs.serve;

import com.sun.net.httpserver.HttpServer;
import exportmatrix.jobs.console.UsageException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A file server on the loopback address: it reads one folder, answers GET and HEAD, and no more.
 */
public final class ReportsServer implements AutoCloseable {

  private static final int THREADS = 4;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final HttpServer server;
  private final ExecutorService threads;

  private ReportsServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * @param reports a folder that is there
   * @param port 0: one that is free
   * @throws UsageException where the port is taken
   */
  public static ReportsServer start(Path reports, int port) throws IOException {
    HttpServer server;
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
    } catch (BindException e) {
      throw new UsageException(
          "--port %d: expected a free port, found another program on it; choose another, or 0 for any"
              .formatted(port));
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "reports-server");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", new ReportsHandler(reports.toRealPath()));
    server.start();
    return new ReportsServer(server, threads);
  }

  /** Where it answers, such as {@code http://127.0.0.1:8640/}. */
  public URI address() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
