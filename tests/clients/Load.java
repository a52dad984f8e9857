import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyLoaderConfiguration;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.model.MissingImportHandlingStrategy;

/** Opens an ontology by its address, as Protégé does; prints its IRI, its version, and how many axioms and classes it has. */
class Load {
    public static void main(String[] addresses) throws Exception {
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        manager.setOntologyLoaderConfiguration(new OWLOntologyLoaderConfiguration()
                .setMissingImportHandlingStrategy(MissingImportHandlingStrategy.SILENT));
        OWLOntology ontology = manager.loadOntology(IRI.create(addresses[0]));
        System.out.println(ontology.getOntologyID().getOntologyIRI().get());
        System.out.println(ontology.getOntologyID().getVersionIRI().get());
        System.out.println(ontology.getAxiomCount());
        System.out.println(ontology.getClassesInSignature().size());
    }
}
