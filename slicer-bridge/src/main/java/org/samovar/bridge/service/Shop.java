package org.samovar.bridge.service;

import java.util.concurrent.atomic.AtomicInteger;
import org.samovar.bridge.session.OpenModels;
import org.samovar.bridge.volume.VolumeStore;
import org.samovar.bridge.work.Urgency;
import org.samovar.bridge.work.Workbench;
import org.samovar.catalog.Catalog;
import org.samovar.tensor.DeviceChoice;

/**
 * What all clients share; closed when they are gone.
 *
 * @param volumes that they have sent
 * @param bench on which networks run
 * @param models that are open, used on the bench alone
 * @param clients that are there
 */
public record Shop(VolumeStore volumes, Workbench bench, OpenModels models, AtomicInteger clients)
        implements AutoCloseable {
    /**
     * Opens it, empty.
     *
     * @param volumeBytes that volumes may take
     */
    public static Shop open(long volumeBytes, DeviceChoice device) {
        return new Shop(new VolumeStore(volumeBytes), new Workbench(), new OpenModels(device), new AtomicInteger());
    }

    /** Opens the model that most will ask for, while nobody asks for anything. */
    public void rehearse() {
        bench.submit(this, Urgency.IDLE, job -> models.rehearse(Catalog.DEFAULT));
    }

    @Override
    public void close() {
        bench.submit(this, Urgency.IDLE, job -> models.close()); // behind the sessions that use them
        bench.close();
    }
}
