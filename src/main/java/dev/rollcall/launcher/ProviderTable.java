package dev.rollcall.launcher;

import dev.rollcall.model.ProviderStatus;
import java.util.List;
import java.util.stream.Collectors;

/** The providers as the service prints them when it starts. */
final class ProviderTable {

  private ProviderTable() {}

  /** One line each: its name, and that it is on, or off and why. */
  static String of(List<ProviderStatus> providers) {
    int width = providers.stream().mapToInt(status -> status.name().length()).max().orElse(0);
    return providers.stream()
        .map(status -> "  " + pad(status.name(), width) + "  " + state(status))
        .collect(Collectors.joining("\n"));
  }

  private static String state(ProviderStatus status) {
    if (status.enabled()) {
      return "on";
    }
    return status.reason() == null ? "off" : "off  " + status.reason();
  }

  private static String pad(String name, int width) {
    return name + " ".repeat(width - name.length());
  }
}
