package exportmatrix.jobs;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says one line of every failure, and keeps the stack trace for the log. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    return say(failure, command.getErr());
  }

  /** Also for errors, which picocli lets pass. */
  static int say(Throwable failure, PrintWriter err) {
    ExitCode.Verdict verdict = ExitCode.of(failure);
    if (Interruption.underway()) {
      return verdict.exit().code;
    }
    String where = "";
    if (verdict.exit() != ExitCode.USAGE) {
      Logs.keep(verdict.message(), failure);
      where = verdict.exit() == ExitCode.BUG ? "; " + Logs.whereabouts() : "";
    }
    err.println("export-matrix: " + Problems.oneLine(verdict.message()) + where);
    err.flush();
    return verdict.exit().code;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    String near =
        failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()
            ? "; did you mean " + String.join(", ", unmatched.getSuggestions()) + "?"
            : "";
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    err.println(
        "export-matrix: %s%s; '%s --help' says more"
            .formatted(Problems.oneLine(failure.getMessage()), near, name));
    err.flush();
    return ExitCode.USAGE.code;
  }
}
