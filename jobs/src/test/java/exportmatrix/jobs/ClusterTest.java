package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Spark cluster: a master and two workers in processes of their own, warehouse and reports
 * in a folder that all of them see.
 */
class ClusterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.executor.cores", "1",
          "spark.executor.memory", "768m",
          "spark.executor.extraClassPath", System.getProperty("java.class.path"));

  private static final List<Process> PROCESSES = new ArrayList<>();

  @TempDir static Path folder;
  private static Map<String, String> local;
  private static String master;

  @BeforeAll
  static void startCluster() throws Exception {
    Office office = office("local");
    office.run();
    local = Office.figuresIn(office.release("planted"));
    Files.createDirectories(folder.resolve("spark/jars"));
    int port = freePort();
    master = "spark://127.0.0.1:" + port;
    start(
        "master",
        "org.apache.spark.deploy.master.Master",
        "--port",
        "" + port,
        "--webui-port",
        "0");
    await("the master", () -> listens(port));
    for (String worker : List.of("worker-1", "worker-2")) {
      start(
          worker,
          "org.apache.spark.deploy.worker.Worker",
          "--cores",
          "1",
          "--memory",
          "1g",
          "--webui-port",
          "0",
          "--work-dir",
          folder.resolve(worker).toString(),
          master);
    }
    SETTINGS.forEach(System::setProperty);
  }

  @AfterAll
  static void stopCluster() {
    SETTINGS.keySet().forEach(System::clearProperty);
    PROCESSES.forEach(Process::destroyForcibly);
  }

  @Test
  void aClusterGivesTheSameBytesAlsoWhenAWorkerDies() throws Exception {
    Office whole = office("whole");
    whole.run("--master=" + master);
    assertThat(executors()).as("workers that had work").isEqualTo(2);
    assertThat(Office.figuresIn(whole.release("planted"))).isEqualTo(local);

    Office maimed = office("maimed");
    CompletableFuture<Office.Ended> run =
        CompletableFuture.supplyAsync(() -> maimed.run("--master=" + master));
    await("executors of the second run", () -> executors() >= 4);
    PROCESSES.get(PROCESSES.size() - 1).descendants().forEach(ProcessHandle::destroyForcibly);
    PROCESSES.get(PROCESSES.size() - 1).destroyForcibly().waitFor();
    assertThat(run.isDone()).as("the run ended before the worker died").isFalse();
    assertThat(run.get().code()).isZero();
    assertThat(Office.figuresIn(maimed.release("planted"))).isEqualTo(local);
  }

  private static Office office(String name) throws IOException {
    Office office = PlantedFaultsTest.office(folder.resolve(name), 4);
    PlantedFaultsTest.write(
        office.folder.resolve("in/planted.csv"), new PlantedTable(20_000, 7).rows());
    return office;
  }

  /** Executors that have been started so far: each has a folder of its own. */
  private static int executors() throws IOException {
    int started = 0;
    for (String worker : List.of("worker-1", "worker-2")) {
      Files.createDirectories(folder.resolve(worker));
      try (Stream<Path> apps = Files.walk(folder.resolve(worker), 3)) {
        started += (int) apps.filter(path -> path.endsWith("stderr")).count();
      }
    }
    return started;
  }

  private static void start(String name, String main, String... arguments) throws IOException {
    List<String> command = Office.java();
    command.addAll(
        List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), main, "--host"));
    command.add("127.0.0.1");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SPARK_HOME", folder.resolve("spark").toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    PROCESSES.add(builder.redirectOutput(folder.resolve(name + ".log").toFile()).start());
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Condition condition) throws Exception {
    Instant until = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      assertThat(Instant.now()).as("waiting for " + what).isBefore(until);
      Thread.sleep(100);
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
