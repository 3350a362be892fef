package dev.rollcall;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Dependencies between packages go in one direction. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.rollcall");

  @Test
  void packagesUseOnlyThoseBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("launcher")
        .definedBy("dev.rollcall.launcher")
        .layer("langchain4j")
        .definedBy("dev.rollcall.langchain4j")
        .layer("root")
        .definedBy("dev.rollcall")
        .layer("metrics")
        .definedBy("dev.rollcall.metrics")
        .layer("gateway")
        .definedBy("dev.rollcall.gateway..")
        .layer("cache")
        .definedBy("dev.rollcall.cache")
        .layer("feed")
        .definedBy("dev.rollcall.feed")
        .layer("provider")
        .definedBy("dev.rollcall.provider")
        .layer("catalog")
        .definedBy("dev.rollcall.catalog")
        .layer("config")
        .definedBy("dev.rollcall.config..")
        .layer("vendor")
        .definedBy("dev.rollcall.vendor")
        .layer("bus")
        .definedBy("dev.rollcall.bus")
        .layer("model")
        .definedBy("dev.rollcall.model")
        .layer("json")
        .definedBy("dev.rollcall.json")
        .layer("io")
        .definedBy("dev.rollcall.io")
        .whereLayer("launcher")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("langchain4j")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("root")
        .mayOnlyBeAccessedByLayers("launcher", "langchain4j")
        .whereLayer("metrics")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("gateway")
        .mayOnlyBeAccessedByLayers("metrics", "root", "launcher")
        .whereLayer("cache")
        .mayOnlyBeAccessedByLayers("gateway", "metrics", "root", "launcher")
        .whereLayer("feed")
        .mayOnlyBeAccessedByLayers("cache", "gateway", "root", "launcher")
        .whereLayer("provider")
        .mayOnlyBeAccessedByLayers("root", "launcher")
        .whereLayer("catalog")
        .mayOnlyBeAccessedByLayers("provider", "gateway", "root", "launcher")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers(
            "catalog", "provider", "feed", "cache", "gateway", "root", "launcher")
        .whereLayer("vendor")
        .mayOnlyBeAccessedByLayers("catalog", "provider")
        .whereLayer("bus")
        .mayOnlyBeAccessedByLayers(
            "config",
            "catalog",
            "provider",
            "feed",
            "cache",
            "gateway",
            "metrics",
            "root",
            "launcher",
            "langchain4j")
        .whereLayer("json")
        .mayNotAccessAnyLayer()
        .check(CLASSES);
  }

  @Test
  void dialectsAreWrittenWithoutTheServer() {
    noClasses()
        .that()
        .resideInAPackage("dev.rollcall.gateway.dialect")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.rollcall.gateway", "dev.rollcall.cache", "io.vertx.core.http..")
        .check(CLASSES);
  }

  @Test
  void noPackagesNeedEachOther() {
    slices().matching("dev.rollcall.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
