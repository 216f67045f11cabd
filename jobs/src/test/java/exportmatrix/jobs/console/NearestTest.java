package exportmatrix.jobs.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> KNOWN =
      List.of("province", "region", "market", "market_group", "product", "Lombardia", "MA", "KE");

  @ParameterizedTest(name = "{0} is near {1}")
  @CsvSource({
    "provinec, province",
    "PROVINCE, province",
    "mark, 'market market_group'",
    "lombardy, Lombardia",
    "xyzzyxyzzy, ''",
    "regions, region"
  })
  void offersTheClosestFirst(String word, String near) {
    assertThat(String.join(" ", Nearest.to(word, KNOWN))).isEqualTo(near);
  }
}
