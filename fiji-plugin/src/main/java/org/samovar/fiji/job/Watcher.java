package org.samovar.fiji.job;

import org.samovar.fiji.model.ModelHost;
import org.samovar.predict.Progress;

/** Someone who sees how far work is, waits for it, and may end both. */
public interface Watcher extends Progress, ModelHost.Waiting {}
