package exportmatrix.seasonal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** A {@link KeptModel} as JSON. */
final class ModelText {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private ModelText() {}

  static String write(KeptModel model) {
    try {
      return JSON.writeValueAsString(model);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a model that is no JSON: " + model, e);
    }
  }

  static Optional<KeptModel> read(String text) {
    try {
      return Optional.ofNullable(JSON.readValue(text, KeptModel.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
