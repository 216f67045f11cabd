package exportmatrix.jobs;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's front door. */
@Command(
    name = "export-matrix",
    description = "Turns official export statistics into published figures.",
    mixinStandardHelpOptions = true,
    versionProvider = ExportMatrix.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      FiguresCommand.class,
      MatrixCommand.class,
      QuarterlyCommand.class,
      ExplainCommand.class,
      CheckNoteCommand.class,
      ListCommand.class,
      ServeCommand.class,
      WithdrawCommand.class,
      RollbackCommand.class,
      MaintainCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done or nothing new, 1 a bug, 2 usage, 3 configuration, 4 input refused,",
      "5 a quality check failed, 6 another run holds the lock, 7 output or storage unusable.",
      "",
      "Example: export-matrix run"
    })
public final class ExportMatrix implements Runnable {

  @Spec CommandSpec command;

  public static void main(String[] args) {
    Interruption.watch();
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    int code;
    try {
      code = commandLine(out, err).execute(args);
    } catch (Throwable failure) {
      code = Failures.say(failure, err);
    }
    out.flush();
    if (!Interruption.underway()) {
      Interruption.finished();
      System.exit(code);
    }
  }

  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    Failures failures = new Failures();
    return new CommandLine(new ExportMatrix())
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100);
  }

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(),
        "expected a command: " + String.join(", ", command.subcommands().keySet()));
  }

  /** UTF-8 whatever the locale: a scheduler's is often plain ASCII. */
  private static PrintWriter writer(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), false, StandardCharsets.UTF_8);
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"export-matrix " + exportmatrix.Version.TEXT};
    }
  }
}
