package org.samovar.method.sam2sgp;

import java.util.List;
import java.util.Random;
import java.util.ArrayList;
import org.samovar.model.ImageFeatures;
import org.samovar.model.sam2.*;
import org.samovar.nn.Weights;
import org.samovar.tensor.*;

public class Bench {
    static long cpu() { return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime(); }
    static Tensor noise(long... s) { int n=1; for(long x:s)n*=x; float[] v=new float[n]; Random r=new Random(1); for(int i=0;i<n;i++)v[i]=(float)r.nextGaussian(); return Tensors.of(v,s);}
    public static void main(String[] a) {
        int side=Integer.parseInt(a[0]), q=Integer.parseInt(a[1]), k=Integer.parseInt(a[2]);
        SgpConfig c = SgpConfig.of(Sam2Config.nano().withMemory(512));
        Sam2Sgp net = new Sam2Sgp(c);
        Weights w = Weights.initialise(net, 1);
        long trained = w.parameters().entrySet().stream().filter(e->net.trains(e.getKey())).mapToLong(e->e.getValue().count()).sum();
        long all = w.parameters().values().stream().mapToLong(p->p.count()).sum();
        System.out.println("trained "+trained+" of "+all);
        w.train(net::trains);
        for (int i=0;i<6;i++) {
            long t0=cpu(), t1,t2,t3,t4;
            try (Scope s=Scope.training(Precision.valueOf(a[3]))) {
                ImageFeatures f = net.encode(noise(k,3,side,side));
                ImageFeatures g = net.encode(noise(q,3,side,side));
                t1=cpu();
                Tensor m = net.remember(f, Tensors.full(1,k,1,side,side));
                List<Tensor> ms = new ArrayList<>();
                for(int j=0;j<k;j++) ms.add(m.narrow(0,j,1).expand(q,-1,-1,-1));
                t2=cpu();
                Segmented o = net.segment(g, ms);
                t3=cpu();
                Autograd.backward(Ops.add(Ops.mean(Ops.mul(o.logits(),o.logits())),Ops.mean(Ops.mul(o.pseudoMask(),o.pseudoMask()))));
                t4=cpu();
            }
            System.out.printf("encode %.3f remember %.3f segment %.3f backward %.3f total %.3f%n",(t1-t0)/1e9,(t2-t1)/1e9,(t3-t2)/1e9,(t4-t3)/1e9,(t4-t0)/1e9);
        }
    }
}
