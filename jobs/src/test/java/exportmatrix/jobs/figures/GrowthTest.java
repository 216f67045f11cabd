package exportmatrix.jobs.figures;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.Rules;
import exportmatrix.model.Status;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthTest {

  @ParameterizedTest(name = "{0} after {1}, parts {3}: {4} {5}")
  @CsvSource(
      textBlock =
          """
          5000000,  4000000, 6, ,                    25,   OK
          5000000,  4000000, 6, OK EXIT TINY_BASE,   25,   OK
          0,        4000000, 6, ,                    -100, EXIT
          5000000,  1999999, 6, ,                    150.00012500006250003, TINY_BASE
          5000000,  2000000, 6, ,                    150,  OK
          5000000,  1000000, 3, ,                    400,  OK
          99000000, 2000000, 6, ,                    4850, OVER_999
          0,        0,       6, ,                    ,     NO_TRADE
          1,        0,       6, ,                    ,     ENTRY
          5000000,  ,        6, ,                    ,     NO_PRIOR
          ,         4000000, 6, ,                    ,     INCOMPLETE
          5000000,  4000000, 6, BREAK,               25,   BREAK
          5000000,  4000000, 6, NO_PRIOR BREAK,      ,     NO_PRIOR
          5000000,  4000000, 6, INCOMPLETE PARTIAL,  ,     PARTIAL
          5000000,  4000000, 6, PARTIAL CONFIDENTIAL,,     CONFIDENTIAL
          """)
  void followsTheRuleOfTheCube(
      BigDecimal value, BigDecimal prior, int months, String said, Double percent, Status status) {
    Set<Status> parts =
        said == null
            ? Set.of()
            : Arrays.stream(said.split(" ")).map(Status::valueOf).collect(Collectors.toSet());

    Growth growth =
        Growth.of(
            Optional.ofNullable(value), Optional.ofNullable(prior), months, parts, Rules.DEFAULT);

    assertThat(growth).isEqualTo(new Growth(Optional.ofNullable(percent), status));
  }
}
