package dev.rollcall.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderTableTest {

  @Test
  void alignsItsColumns() {
    assertThat(
            ProviderTable.of(
                List.of(status("openrouter", null), status("openai", "no OPENAI_API_KEY"))))
        .isEqualTo("  openrouter  on\n  openai      off  no OPENAI_API_KEY");
    assertThat(ProviderTable.of(List.of())).isEmpty();
  }

  private static ProviderStatus status(String name, String reason) {
    return new ProviderStatus(
        name,
        name,
        reason == null,
        reason,
        Source.NONE,
        0,
        0,
        null,
        null,
        CircuitState.CLOSED,
        null,
        null,
        null);
  }
}
