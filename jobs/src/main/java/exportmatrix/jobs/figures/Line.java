package exportmatrix.jobs.figures;

import exportmatrix.model.Status;
import java.util.Optional;

/**
 * One line of an answer.
 *
 * @param rank among the parts that are listed, or among the territories where nothing is listed
 * @param contribution to the growth of the whole, pp
 * @param reason why there is a contribution, or none
 */
record Line(
    Cell cell, Optional<Long> rank, Optional<Double> contribution, Optional<Status> reason) {

  /** As the cube says it of the cell among the parts along a dimension. */
  static Line published(Cell cell, Dimension dimension) {
    return new Line(
        cell,
        cell.count(dimension.rank()),
        cell.number(dimension.contribution()),
        cell.status(dimension.contribution() + "_status"));
  }
}
