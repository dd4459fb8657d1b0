package org.samovar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class CatalogTest {

    @Test
    void theEmbeddedModelComesFirst() {
        assertThat(Catalog.models().get(0).name()).isEqualTo(Catalog.DEFAULT);
        assertThat(Catalog.models().get(0).isEmbedded()).isTrue();
    }

    @Test
    void namesAndFilesAreUnique() {
        HashSet<String> seen = new HashSet<>();
        Catalog.models().forEach(m -> {
            assertThat(seen.add(m.name())).as(m.name()).isTrue();
            assertThat(seen.add(m.file())).as(m.file()).isTrue();
        });
    }

    @Test
    void everyOtherModelHasAnAddressThatEndsWithItsFileOverHttps() {
        assertThat(Catalog.models().stream().filter(m -> !m.isEmbedded())).allSatisfy(m -> {
            assertThat(m.url().orElseThrow().getScheme()).isEqualTo("https");
            assertThat(m.url().orElseThrow().getPath()).endsWith("/" + m.file());
            assertThat(m.licence()).isNotBlank();
            assertThat(m.citation()).isNotBlank();
        });
    }

    @Test
    void hashesAreSixtyFourHexadecimalDigits() {
        assertThat(Catalog.models().stream().flatMap(m -> m.sha256().stream()))
                .isNotEmpty()
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    }

    @Test
    void aModelIsFoundByItsNameAndByItsFile() {
        assertThat(Catalog.find("sam-vit-b")).isEqualTo(Catalog.find("sam_vit_b_01ec64.pth"));
        assertThat(Catalog.find("sam-vit-x")).isEmpty();
    }
}
