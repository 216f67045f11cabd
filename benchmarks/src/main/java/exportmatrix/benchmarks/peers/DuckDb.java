package exportmatrix.benchmarks.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * Runs a script of DuckDB, with all cores and DuckDB's own defaults.
 *
 * <p>{@code DuckDb SCRIPT NAME=TEXT...}: SCRIPT is one of the {@code .sql} files beside this class;
 * each {@code ${NAME}} in it becomes TEXT. Prints what the queries give, and on stderr the seconds
 * of each statement. A statement that fails ends the program.
 */
public final class DuckDb {

  private DuckDb() {}

  /**
   * @param args see the class
   * @throws IOException when the script cannot be read
   * @throws SQLException when a statement fails
   */
  public static void main(String[] args) throws IOException, SQLException {
    String script = resource(args[0] + ".sql");
    for (String option : Arrays.asList(args).subList(1, args.length)) {
      String[] nameAndText = option.split("=", 2);
      script = script.replace("${" + nameAndText[0] + "}", nameAndText[1]);
    }
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      for (String sql : script.split(";\\s*\\n")) {
        long started = System.nanoTime();
        if (statement.execute(sql)) {
          print(statement.getResultSet());
        }
        System.err.printf("%7.1f s  %s%n", (System.nanoTime() - started) / 1e9, head(sql));
      }
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream bytes = DuckDb.class.getResourceAsStream(name)) {
      if (bytes == null) {
        throw new IOException("script " + name + ": not on the class path");
      }
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void print(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    while (rows.next()) {
      StringBuilder line = new StringBuilder();
      for (int column = 1; column <= columns; column++) {
        line.append(column == 1 ? "" : "  ").append(rows.getString(column));
      }
      System.out.println(line);
    }
  }

  /** The statement's first line that is no comment. */
  private static String head(String sql) {
    return sql.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("--"))
        .findFirst()
        .orElse("");
  }
}
