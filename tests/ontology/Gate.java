import java.io.File;
import org.semanticweb.HermiT.ReasonerFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.profiles.Profiles;
import org.semanticweb.owlapi.reasoner.OWLReasoner;

/** Prints what the OWL API and HermiT find wrong with the union of the files: one finding a line, its kind before a tab. */
class Gate {
    public static void main(String[] files) throws Exception {
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        OWLOntology union = manager.createOntology();
        for (String file : files) {
            OWLOntology part = manager.loadOntologyFromOntologyDocument(new File(file));
            manager.addAxioms(union, part.getAxioms());
            for (Profiles profile : new Profiles[] {Profiles.OWL2_RL, Profiles.OWL2_DL})
                for (OWLProfileViolation violation : profile.checkOntology(part).getViolations())
                    System.out.println(profile + "\t" + file + ": " + violation.toString().replace('\n', ' '));
        }
        OWLReasoner hermit = new ReasonerFactory().createReasoner(union);
        if (!hermit.isConsistent()) {
            System.out.println("inconsistent\tthe union of all files");
            return;
        }
        for (OWLClass named : hermit.getUnsatisfiableClasses().getEntitiesMinusBottom())
            System.out.println("unsatisfiable\t" + named);
        System.out.println("axioms\t" + union.getLogicalAxiomCount());
    }
}
