package exportmatrix.codes;

import exportmatrix.model.ProductLevel;
import exportmatrix.model.Wording;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Combined Nomenclature by its prefix rule: chapters 01 to 99, then two digits a level. No list
 * says which codes are in use, so every code of that form is a product, and labels are the codes.
 */
final class CnProducts implements Products {

  private static final long serialVersionUID = 1L;

  private static final Pattern CODE = Pattern.compile("(?!00)\\d\\d(\\d\\d){0,3}");

  private final Product total;

  /**
   * @param total null where the products list lacks it, which is refused
   */
  CnProducts(Product total) {
    this.total = total;
  }

  @Override
  public Optional<Product> find(String code) {
    if (code.equals(Wording.ALL_PRODUCTS)) {
      return Optional.ofNullable(total);
    }
    if (!CODE.matcher(code).matches()) {
      return Optional.empty();
    }
    ProductLevel level =
        switch (code.length()) {
          case 2 -> ProductLevel.CN2;
          case 4 -> ProductLevel.CN4;
          case 6 -> ProductLevel.CN6;
          default -> ProductLevel.CN8;
        };
    String parent =
        code.length() == 2 ? Wording.ALL_PRODUCTS : code.substring(0, code.length() - 2);
    return Optional.of(new Product(code, level, parent, code, code));
  }

  @Override
  public List<Product> all() {
    return List.of();
  }

  @Override
  public Optional<String> sectorOf(String group) {
    return Optional.empty();
  }

  @Override
  public List<Product> sectors() {
    return List.of();
  }

  @Override
  public List<String> under(String code, ProductLevel level) {
    return List.of();
  }
}
