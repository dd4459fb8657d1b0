package org.samovar.method.rfmedsam2;

/** Whether SAM 2's own opinion of an object's presence counts (table 4). */
public enum ObjectScore {
    /** Every class is taken to be on every slice; its mask says where, if anywhere. The paper's for masks of a U-Net. */
    OFF,
    /** Masks, pointers and memories of objects that are not there are as SAM 2 has them. */
    ON
}
