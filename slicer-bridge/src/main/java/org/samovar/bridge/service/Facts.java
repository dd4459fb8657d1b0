package org.samovar.bridge.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.samovar.bridge.v1.Meta;
import org.samovar.bridge.work.Urgency;
import org.samovar.catalog.Catalog;
import org.samovar.catalog.ModelEntry;
import org.samovar.catalog.ModelPurpose;
import org.samovar.catalog.ModelSource;
import org.samovar.catalog.ModelStore;
import org.samovar.catalog.SetupReport;
import org.samovar.geometry.UserError;

/** Requests about the server itself. */
final class Facts {
    private final Tasks tasks;
    private final Shop shop;

    Facts(Tasks tasks, Shop shop) {
        this.tasks = tasks;
        this.shop = shop;
    }

    void models(long id, Meta meta, byte[] body) {
        tasks.submit(id, Urgency.PROMPT, job -> {
            JsonArray models = new JsonArray();
            ModelStore.standard().entries().stream()
                    .filter(ModelEntry::isHere)
                    .forEach(model -> models.add(described(model)));
            JsonObject answer = new JsonObject();
            answer.addProperty("default", Catalog.DEFAULT);
            answer.add("models", models);
            return Reply.of(answer);
        });
    }

    /** One that is damaged has no use. */
    private static JsonObject described(ModelEntry model) {
        JsonObject out = new JsonObject();
        out.addProperty("name", model.name());
        out.addProperty("licence", model.licence());
        JsonArray uses = new JsonArray();
        try {
            ModelPurpose purpose = ModelPurpose.of(ModelSource.find(model.name()));
            purpose.uses().forEach(use -> uses.add(use.text()));
            out.addProperty("title", model.known().isPresent() ? model.title() : purpose.title());
        } catch (UserError e) {
            out.addProperty("title", e.getMessage());
        }
        out.add("uses", uses);
        return out;
    }

    void status(long id, Meta meta, byte[] body) {
        tasks.submit(id, Urgency.PROMPT, job -> {
            JsonArray lines = new JsonArray();
            report().forEach(lines::add);
            JsonObject answer = new JsonObject();
            answer.add("lines", lines);
            answer.addProperty("clients", shop.clients().get());
            answer.addProperty("volumes", shop.volumes().count());
            answer.addProperty("volumeBytes", shop.volumes().bytes());
            answer.addProperty("waiting", shop.bench().waiting());
            return Reply.of(answer);
        });
    }

    /** The model is opened for this alone, so that its time is told, too. */
    private List<String> report() {
        return SetupReport.of(() -> shop.models().openAnew(Catalog.DEFAULT)).lines();
    }
}
