package exportmatrix;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.UDFRegistration;
import org.apache.spark.sql.expressions.UserDefinedFunction;

/** The plan of the house: who may know whom. */
@AnalyzeClasses(packages = "exportmatrix", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] ROOMS = {
    "exportmatrix.ingest..",
    "exportmatrix.warehouse..",
    "exportmatrix.aggregate..",
    "exportmatrix.indicators..",
    "exportmatrix.matrix..",
    "exportmatrix.seasonal..",
    "exportmatrix.reports.."
  };

  /** Rooms of tools, which the others may import beside the vocabulary. */
  private static final String CODES = "exportmatrix.codes..";

  private static final String PARQUET = "exportmatrix.parquet..";

  @ArchTest
  static final ArchRule roomsDoNotKnowEachOther =
      slices()
          .matching(
              "exportmatrix.(ingest|warehouse|aggregate|indicators|matrix|seasonal|reports)..")
          .should()
          .notDependOnEachOther()
          .because("steps meet through tables, and only Pipeline joins them");

  @ArchTest
  static final ArchRule roomsDoNotKnowThePipeline =
      noClasses()
          .that()
          .resideInAnyPackage(ROOMS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("exportmatrix")
          .because("a room is used by the flow and never uses it");

  @ArchTest
  static final ArchRule theVocabularyKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("exportmatrix.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "exportmatrix",
              CODES,
              PARQUET,
              "exportmatrix.ingest..",
              "exportmatrix.warehouse..",
              "exportmatrix.aggregate..",
              "exportmatrix.indicators..",
              "exportmatrix.matrix..",
              "exportmatrix.seasonal..",
              "exportmatrix.reports..")
          .because("every room speaks it");

  @ArchTest
  static final ArchRule codesKnowOnlyTheVocabulary =
      noClasses()
          .that()
          .resideInAPackage(CODES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOMS)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("exportmatrix", PARQUET);

  @ArchTest
  static final ArchRule parquetKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage(PARQUET)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOMS)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("exportmatrix", "exportmatrix.model..", CODES, "org.apache.spark..")
          .because("files of columns are the same whoever keeps or publishes them");

  @ArchTest
  static final ArchRule onlyThePipelineImportsRooms =
      noClasses()
          .that()
          .resideInAPackage("exportmatrix")
          .and()
          .haveNameNotMatching("exportmatrix\\.(Pipeline|Publication|Tracing)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOMS);

  @ArchTest
  static final ArchRule noUserDefinedFunction =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(UserDefinedFunction.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(UDFRegistration.class)
          .because("one stops push-down and code generation; write a column expression");

  @ArchTest
  static final ArchRule noStaticSession =
      fields()
          .that()
          .haveRawType(SparkSession.class)
          .should()
          .notBeStatic()
          .because("a session is handed in, so that tests and clusters bring their own");

  @ArchTest
  static final ArchRule onlyTheWarehouseKnowsIceberg =
      noClasses()
          .that()
          .resideOutsideOfPackage("exportmatrix.warehouse..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.iceberg..")
          .because("what is kept has one place");

  @ArchTest
  static final ArchRule onlyTheSeasonalRoomKnowsJDemetra =
      noClasses()
          .that()
          .resideOutsideOfPackage("exportmatrix.seasonal..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdplus..")
          .because("a method of adjustment has one place");

  @ArchTest
  static final ArchRule seasonalAdjustmentKnowsNoSpark =
      noClasses()
          .that()
          .resideInAPackage("exportmatrix.seasonal..")
          .and()
          .haveNameNotMatching("exportmatrix\\.seasonal\\.Seasonal(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..")
          .because("adjusting is a function of one series, and one class shares series out");

  @ArchTest
  static final ArchRule onlyTheParquetRoomWritesParquet =
      noClasses()
          .that()
          .resideOutsideOfPackage(PARQUET)
          .should()
          .dependOnClassesThat()
          .haveNameMatching("org\\.apache\\.parquet\\..*(FileWriter|ParquetWriter|Encoder).*")
          .because("how a file becomes fast has one place");

  @ArchTest
  static final ArchRule onlyReportsAndTheWarehouseHaveFilesInParquet =
      noClasses()
          .that()
          .resideOutsideOfPackages(PARQUET, "exportmatrix.reports..", "exportmatrix.warehouse..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.parquet..", PARQUET)
          .because("what is kept has one place, and what is published");

  @ArchTest
  static final ArchRule nobodyPlansQueries =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Dataset.class)
          .because("planning costs more than the work here: see decision 8");
}
