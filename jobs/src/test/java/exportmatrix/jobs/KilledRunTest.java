package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.jobs.Office.Ended;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process that is killed at any moment loses nothing. */
class KilledRunTest extends BetweenEditions {

  @Test
  void killedAtFiveMomentsARunLosesNothing() throws Exception {
    killAt(5, 20261122L);
  }

  @Test
  @Tag("faults")
  void killedAtTwentyMomentsARunLosesNothing() throws Exception {
    killAt(20, System.nanoTime());
  }

  private void killAt(int moments, long seed) throws Exception {
    Random random = new Random(seed);
    for (int kill = 0; kill < moments; kill++) {
      asAfterTheFirstEdition();
      office.input(SECOND, EditionsRunTest.SECOND);
      long moment = millis / 4 + random.nextLong(millis * 3 / 4);
      String where = "seed %d, kill %d after %d of %d ms".formatted(seed, kill, moment, millis);
      Process process = start(office, office.folder.resolve("out.txt"));
      process.waitFor(moment, TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();

      Map<String, String> seen = Office.figuresIn(office.release("quarters"));
      assertThat(seen).as(where).isIn(before, after);
      Ended next = office.execute("run");
      assertThat(next.code()).as(where + ": " + next.err()).isZero();
      assertThat(Office.figuresIn(office.release("quarters"))).as(where).isEqualTo(after);
      assertThat(Office.content(office.folder.resolve("reports")).keySet())
          .as(where)
          .noneMatch(path -> path.contains(".staging-"));
    }
  }
}
