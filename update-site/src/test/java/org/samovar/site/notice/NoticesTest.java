package org.samovar.site.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;
import org.samovar.site.MadeUpBuild;
import org.samovar.site.bom.Bom;
import org.samovar.site.bom.Component;

class NoticesTest {
    private static final Map<String, String> PLAIN = Map.of("A.class", "a");

    @TempDir
    private Path folder;

    private final MadeUpBuild build = new MadeUpBuild("1.0");

    private Path jar(String name, Map<String, String> entries) {
        return MadeUpBuild.jar(folder.resolve(name + ".jar"), entries);
    }

    private String notices(Path... jars) {
        Bom bom = Bom.read(build.bom(folder.resolve("bom.json")));
        Map<Component, Path> shipped = new HashMap<>();
        for (Path jar : jars) {
            shipped.put(bom.ofContent(jar).orElseThrow(), jar);
        }
        return Notices.of(shipped, bom.components().values());
    }

    @Test
    void everyJarIsNamedAndEveryLicenceIsThereOnce() {
        Path a = jar("a-1.0", Map.of("A.class", "a", "META-INF/NOTICE.txt", "Thank Ada."));
        Path b = jar("b-1.0", Map.of("B.class", "b", "META-INF/NOTICE", "Thank Ada."));
        build.with("a", a).with("b", b);
        assertThat(notices(b, a))
                .containsSubsequence("a-1.0.jar", "org.else, Free-1.0", "b-1.0.jar", "org.else, Free-1.0")
                .containsOnlyOnce("Do as you like.")
                .containsOnlyOnce("Thank Ada.")
                .contains("a-1.0.jar: META-INF/NOTICE.txt, b-1.0.jar: META-INF/NOTICE");
    }

    @Test
    void aJarWithoutALicenceIsRefused() {
        Path jar = jar("secret-1.0", PLAIN);
        build.withLicence("", "secret", jar);
        assertThatThrownBy(() -> notices(jar))
                .isInstanceOf(UserError.class)
                .hasMessage("The licence of secret is not known: its pom says none.");
    }

    @Test
    void aLicenceWithoutATextIsRefused() {
        Path jar = jar("odd-1.0", PLAIN);
        build.withLicence("Beerware", "odd", jar);
        assertThatThrownBy(() -> notices(jar))
                .isInstanceOf(UserError.class)
                .hasMessage("The text of the licence \"Beerware\" of odd is not found.");
    }

    @Test
    void theTextMayBeInTheJar() {
        Path jar = jar("odd-1.0", Map.of("META-INF/LICENSE", "Buy me a beer."));
        build.withLicence("Beerware", "odd", jar);
        assertThat(notices(jar)).contains("org.else, Beerware", "Buy me a beer.");
    }

    @Test
    void theLibrariesOfTheEngineAreNamed() {
        Path jar = jar(
                "pytorch-native-cpu-2.7.1-win-x86_64",
                Map.of("pytorch/cpu/win-x86_64/torch_cpu.dll", "", "pytorch/cpu/win-x86_64/libiompstubs5md.dll", ""));
        build.with("pytorch-native-cpu", jar);
        assertThat(notices(jar))
                .containsSubsequence("libiompstubs5md.dll: Intel's OpenMP", "torch_cpu.dll: PyTorch, BSD-3-Clause");
    }

    @Test
    void aLibraryOfTheEngineThatNobodyKnowsIsRefused() {
        Path jar = jar("pytorch-native-cpu-2.7.1-linux-x86_64", Map.of("pytorch/cpu/linux-x86_64/libnew.so", ""));
        build.with("pytorch-native-cpu", jar);
        assertThatThrownBy(() -> notices(jar))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(
                        "The licence of libnew.so in pytorch-native-cpu-2.7.1-linux-x86_64.jar is not known.");
    }
}
