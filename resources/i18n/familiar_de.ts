<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Words</name>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>Gesagt</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>1 token</source>
        <translation>1 Token</translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation>{n} Token</translation>
    </message>
    <message>
        <source>{n} ms</source>
        <translation>{n} ms</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>free</source>
        <translation>kostenlos</translation>
    </message>
    <message>
        <source>price unknown</source>
        <translation>Preis unbekannt</translation>
    </message>
    <message>
        <source>MMM d</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>Last seven days</source>
        <translation>Letzte sieben Tage</translation>
    </message>
    <message>
        <source>Last thirty days</source>
        <translation>Letzte dreißig Tage</translation>
    </message>
    <message>
        <source>Looking in its memory</source>
        <translation>Sucht in der Erinnerung</translation>
    </message>
</context>
<context>
    <name>AgentMessage</name>
    <message>
        <source>{count} more characters; Copy takes all of them.</source>
        <translation>{count} weitere Zeichen; Kopieren nimmt alle.</translation>
    </message>
    <message>
        <source>Waiting: one earlier message comes first</source>
        <translation>Wartet: eine frühere Nachricht kommt zuerst</translation>
    </message>
    <message>
        <source>Waiting: {n} earlier messages come first</source>
        <translation>Wartet: {n} frühere Nachrichten kommen zuerst</translation>
    </message>
    <message>
        <source>{name} is thinking</source>
        <translation>{name} denkt nach</translation>
    </message>
    <message>
        <source>{name} is writing</source>
        <translation>{name} schreibt</translation>
    </message>
    <message>
        <source>Copy this reply</source>
        <translation>Diese Antwort kopieren</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Write another reply</source>
        <translation>Eine andere Antwort schreiben</translation>
    </message>
</context>
<context>
    <name>AgentsPane</name>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Its keys went to your keyring.</source>
        <translation>Die Schlüssel daraus liegen jetzt in Ihrem Schlüsselbund.</translation>
    </message>
    <message>
        <source>Remove an agent</source>
        <translation>Einen Agenten entfernen</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>{name} entfernen?</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>answering</source>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>needs your attention</source>
        <translation>braucht Sie</translation>
    </message>
    <message>
        <source>All its conversations, memories and versions are removed with it. This cannot be undone. Its file on your disk and its keys in the keyring stay.</source>
        <translation>Alle seine Gespräche, Erinnerungen und Versionen werden mit ihm entfernt. Das lässt sich nicht rückgängig machen. Seine Datei auf deiner Festplatte und seine Schlüssel im Schlüsselbund bleiben.</translation>
    </message>
    <message>
        <source>A folder of OpenClaw</source>
        <translation>Ein Ordner von OpenClaw</translation>
    </message>
    <message>
        <source>A character of ElizaOS {version}</source>
        <translation>Ein Charakter von ElizaOS {version}</translation>
    </message>
    <message>
        <source>{form} card in a PNG picture</source>
        <translation>{form}-Karte in einem PNG-Bild</translation>
    </message>
    <message>
        <source>{form} card in a CHARX archive</source>
        <translation>{form}-Karte in einem CHARX-Archiv</translation>
    </message>
    <message>
        <source>{form} card as JSON</source>
        <translation>{form}-Karte als JSON</translation>
    </message>
    <message>
        <source>JSON file</source>
        <translation>JSON-Datei</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>PNG-Bild</translation>
    </message>
    <message>
        <source>CHARX archive</source>
        <translation>CHARX-Archiv</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>{name} was here already, exactly so.</source>
        <translation>{name} war schon da, genau so.</translation>
    </message>
    <message>
        <source>{name} was replaced. Its earlier state is a version.</source>
        <translation>{name} wurde ersetzt. Der frühere Zustand ist eine Version.</translation>
    </message>
    <message>
        <source>{name} is here.</source>
        <translation>{name} ist da.</translation>
    </message>
    <message>
        <source>Its keys were left out.</source>
        <translation>Die Schlüssel wurden weggelassen.</translation>
    </message>
</context>
<context>
    <name>Bridge</name>
    <message>
        <source>Something unexpected happened. Your messages are kept; the log says more.</source>
        <translation>Etwas Unerwartetes ist geschehen. Ihre Nachrichten sind erhalten; das Protokoll sagt mehr.</translation>
    </message>
</context>
<context>
    <name>ChatPane</name>
    <message>
        <source>What you and your agents say will be listed here.</source>
        <translation>Hier steht, was Sie und Ihre Agenten sagen.</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Send a message, and this shows where the answer came from.</source>
        <translation>Senden Sie eine Nachricht, dann steht hier, woher die Antwort kam.</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Your agents go on. Familiar is in the tray; quit it from the menu there.</source>
        <translation>Ihre Agenten laufen weiter. Familiar ist im Infobereich; beenden können Sie es im Menü dort.</translation>
    </message>
    <message>
        <source>Familiar keeps running</source>
        <translation>Familiar läuft weiter</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Keep your agents running?</source>
        <translation>Sollen Ihre Agenten weiterlaufen?</translation>
    </message>
    <message>
        <source>This desktop has no tray, so a hidden window could not be found again. Familiar can stay as a minimised window, or quit with its agents.</source>
        <translation>Dieser Desktop hat keinen Infobereich, ein verstecktes Fenster wäre nicht wiederzufinden. Familiar kann als minimiertes Fenster bleiben oder mit seinen Agenten enden.</translation>
    </message>
    <message>
        <source>Minimise</source>
        <translation>Minimieren</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>CodeBlock</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy this code</source>
        <translation>Diesen Code kopieren</translation>
    </message>
    <message>
        <source>{count} more characters; Copy takes all of them.</source>
        <translation>{count} weitere Zeichen; Kopieren nimmt alle.</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Send next</source>
        <translation>Danach senden</translation>
    </message>
    <message>
        <source>Answered when the reply being written is finished</source>
        <translation>Wird beantwortet, wenn die laufende Antwort fertig ist</translation>
    </message>
    <message>
        <source>your agent</source>
        <translation>Ihren Agenten</translation>
    </message>
    <message>
        <source>Message {name}</source>
        <translation>Nachricht an {name}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter breaks the line</source>
        <translation>Enter sendet, Umschalt+Enter bricht die Zeile um</translation>
    </message>
    <message>
        <source>Too long by {n} characters; send it in parts</source>
        <translation>Um {n} Zeichen zu lang; senden Sie es in Teilen</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>DesktopNotes</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Show the agents</source>
        <translation>Agenten zeigen</translation>
    </message>
    <message>
        <source>Say anything. {name} remembers what you tell, on this computer.</source>
        <translation>Sagen Sie irgendetwas. {name} merkt es sich, auf diesem Computer.</translation>
    </message>
    <message>
        <source>No agent is running</source>
        <translation>Kein Agent läuft</translation>
    </message>
    <message>
        <source>Your conversations will be here.</source>
        <translation>Hier werden Ihre Gespräche sein.</translation>
    </message>
    <message>
        <source>Start an agent first.</source>
        <translation>Starten Sie zuerst einen Agenten.</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this conversation</source>
        <translation>In diesem Gespräch suchen</translation>
    </message>
    <message>
        <source>Earlier place</source>
        <translation>Frühere Stelle</translation>
    </message>
    <message>
        <source>Later place</source>
        <translation>Spätere Stelle</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>{at} of {all}</source>
        <translation>{at} von {all}</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Show the conversations</source>
        <translation>Gespräche zeigen</translation>
    </message>
    <message>
        <source>Use a better one</source>
        <translation>Ein besseres verwenden</translation>
    </message>
    <message>
        <source>Why this answer?</source>
        <translation>Warum diese Antwort?</translation>
    </message>
    <message>
        <source>More about this conversation</source>
        <translation>Mehr zu diesem Gespräch</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Starter model</source>
        <translation>Startmodell</translation>
    </message>
    <message>
        <source>{model} · this computer</source>
        <translation>{model} · dieser Computer</translation>
    </message>
    <message>
        <source>1 memory used</source>
        <translation>1 Erinnerung benutzt</translation>
    </message>
    <message>
        <source>{n} memories used</source>
        <translation>{n} Erinnerungen benutzt</translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message>
        <source>Replies</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>all processes</source>
        <translation>alle Prozesse</translation>
    </message>
    <message>
        <source>Model speed</source>
        <translation>Modelltempo</translation>
    </message>
    <message>
        <source>tokens a second</source>
        <translation>Token je Sekunde</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>seit {time}</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Everything is working</source>
        <translation>Alles funktioniert</translation>
    </message>
    <message>
        <source>{part} not working since {time}</source>
        <translation>{part}: gestört seit {time}</translation>
    </message>
    <message>
        <source>{part} limited since {time}</source>
        <translation>{part}: eingeschränkt seit {time}</translation>
    </message>
    <message>
        <source>working</source>
        <translation>funktioniert</translation>
    </message>
    <message>
        <source>resting</source>
        <translation>ruht</translation>
    </message>
    <message>
        <source>limited</source>
        <translation>eingeschränkt</translation>
    </message>
    <message>
        <source>not working</source>
        <translation>gestört</translation>
    </message>
</context>
<context>
    <name>HealthPane</name>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu prüfen</translation>
    </message>
    <message>
        <source>The parts have not been asked yet.</source>
        <translation>Die Teile wurden noch nicht gefragt.</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open the log</source>
        <translation>Protokoll öffnen</translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
</context>
<context>
    <name>KeysCard</name>
    <message>
        <source>Your keys are in the system's keyring, which may ask for its password.</source>
        <translation>Ihre Schlüssel liegen im Schlüsselbund des Systems, der nach seinem Passwort fragen kann.</translation>
    </message>
    <message>
        <source>Show the names</source>
        <translation>Namen zeigen</translation>
    </message>
    <message>
        <source>Asking the keyring</source>
        <translation>Der Schlüsselbund wird gefragt</translation>
    </message>
    <message>
        <source>No keys are kept here.</source>
        <translation>Hier liegen keine Schlüssel.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete a key</source>
        <translation>Einen Schlüssel löschen</translation>
    </message>
    <message>
        <source>Delete the key {name}?</source>
        <translation>Den Schlüssel {name} löschen?</translation>
    </message>
    <message>
        <source>What uses it stops working until you give the key again.</source>
        <translation>Was ihn benutzt, funktioniert erst wieder, wenn Sie den Schlüssel neu eingeben.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Open this address?</source>
        <translation>Diese Adresse öffnen?</translation>
    </message>
    <message>
        <source>It leads to {host}, in your browser.</source>
        <translation>Sie führt zu {host}, in Ihrem Browser.</translation>
    </message>
    <message>
        <source>It opens in your mail program.</source>
        <translation>Sie öffnet sich in Ihrem Mailprogramm.</translation>
    </message>
    <message>
        <source>Do not open</source>
        <translation>Nicht öffnen</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>LogRows</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>detail</source>
        <translation>Detail</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>LogsPane</name>
    <message>
        <source>Logs</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Copy selected</source>
        <translation>Auswahl kopieren</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Nothing in the log matches.</source>
        <translation>Nichts im Protokoll passt dazu.</translation>
    </message>
    <message>
        <source>Lowest level shown</source>
        <translation>Niedrigste gezeigte Stufe</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>All agents</source>
        <translation>Alle Agenten</translation>
    </message>
    <message>
        <source>Contains</source>
        <translation>Enthält</translation>
    </message>
    <message>
        <source>Text that must be there</source>
        <translation>Text, der vorkommen muss</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Mitlaufen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <source>{name} said</source>
        <translation>{name} sagte</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>ModelChoice</name>
    <message>
        <source>Type the address of the server.</source>
        <translation>Geben Sie die Adresse des Servers ein.</translation>
    </message>
    <message>
        <source>Type the name of the model.</source>
        <translation>Geben Sie den Namen des Modells ein.</translation>
    </message>
    <message>
        <source>Type your key.</source>
        <translation>Geben Sie Ihren Schlüssel ein.</translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>Who should answer?</source>
        <translation>Wer soll antworten?</translation>
    </message>
    <message>
        <source>You can change this at any time. Keys go to your system's keyring and nowhere else.</source>
        <translation>Sie können das jederzeit ändern. Schlüssel kommen in den Schlüsselbund Ihres Systems und nirgendwohin sonst.</translation>
    </message>
    <message>
        <source>Try it and go on</source>
        <translation>Ausprobieren und weiter</translation>
    </message>
    <message>
        <source>A model on this computer</source>
        <translation>Ein Modell auf diesem Computer</translation>
    </message>
    <message>
        <source>private · free · offline</source>
        <translation>privat · kostenlos · offline</translation>
    </message>
    <message>
        <source>The starter model is ready now; it is small and simple. A model file in GGUF form that you have answers better.</source>
        <translation>Das Startmodell ist sofort bereit; es ist klein und einfach. Eine eigene Modelldatei im GGUF-Format antwortet besser.</translation>
    </message>
    <message>
        <source>A cloud model</source>
        <translation>Ein Modell in der Cloud</translation>
    </message>
    <message>
        <source>best answers · costs money</source>
        <translation>beste Antworten · kostet Geld</translation>
    </message>
    <message>
        <source>OpenAI, Anthropic and others. What you write goes to them. We send one test question before we keep the key.</source>
        <translation>OpenAI, Anthropic und andere. Was Sie schreiben, geht dorthin. Wir senden eine Testfrage, bevor wir den Schlüssel behalten.</translation>
    </message>
    <message>
        <source>A server of mine</source>
        <translation>Ein eigener Server</translation>
    </message>
    <message>
        <source>Ollama · LM Studio · any address</source>
        <translation>Ollama · LM Studio · jede Adresse</translation>
    </message>
    <message>
        <source>A server that speaks like OpenAI, on this computer or in your network.</source>
        <translation>Ein Server, der wie OpenAI spricht, auf diesem Computer oder in Ihrem Netz.</translation>
    </message>
    <message>
        <source>Without a keyring, go on with the model on this computer.</source>
        <translation>Ohne Schlüsselbund geht es mit dem Modell auf diesem Computer weiter.</translation>
    </message>
    <message>
        <source>Another, by its address</source>
        <translation>Ein anderer, über seine Adresse</translation>
    </message>
    <message>
        <source>as the server calls it</source>
        <translation>wie der Server es nennt</translation>
    </message>
    <message>
        <source>Starter model</source>
        <translation>Startmodell</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Use the starter model</source>
        <translation>Startmodell verwenden</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Close this note</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>No answer came</source>
        <translation>Es kam keine Antwort</translation>
    </message>
    <message>
        <source>This answer is incomplete</source>
        <translation>Diese Antwort ist unvollständig</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Answer it</source>
        <translation>Jetzt beantworten</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Your message is kept.</source>
        <translation>Ihre Nachricht ist erhalten.</translation>
    </message>
    <message>
        <source>It broke off before its end.</source>
        <translation>Sie brach vor dem Ende ab.</translation>
    </message>
</context>
<context>
    <name>OwnMessage</name>
    <message>
        <source>Copy this message</source>
        <translation>Diese Nachricht kopieren</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Memory index</source>
        <translation>Gedächtnisindex</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Keyring</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Festplatte</translation>
    </message>
    <message>
        <source>Working memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Responsiveness</source>
        <translation>Reaktionszeit</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Chat</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>RailButton</name>
    <message>
        <source>wants your attention</source>
        <translation>braucht Sie</translation>
    </message>
</context>
<context>
    <name>ReadingColumn</name>
    <message>
        <source>{name}: {text}</source>
        <translation>{name}: {text}</translation>
    </message>
</context>
<context>
    <name>RoomList</name>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>+ New</source>
        <translation>+ Neu</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Search everything said…</source>
        <translation>Alles Gesagte durchsuchen…</translation>
    </message>
    <message>
        <source>Search everything said</source>
        <translation>Alles Gesagte durchsuchen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>The answer was interrupted, or could not be written.</source>
        <translation>Die Antwort wurde unterbrochen oder konnte nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Choose a model file</source>
        <translation>Eine Modelldatei wählen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>OpenAI, or a server that speaks like it</source>
        <translation>OpenAI oder ein Server, der so spricht</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>The usual</source>
        <translation>Das Übliche</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Nur Fehler</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Gedächtnis</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>How Familiar behaves on this computer.</source>
        <translation>Wie sich Familiar auf diesem Computer verhält.</translation>
    </message>
    <message>
        <source>Default agent</source>
        <translation>Voreingestellter Agent</translation>
    </message>
    <message>
        <source>Answers when no agent is named.</source>
        <translation>Antwortet, wenn kein Agent genannt ist.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of the window; takes effect at the next start.</source>
        <translation>Des Fensters; gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Follows the system unless you choose.</source>
        <translation>Folgt dem System, solange Sie nichts wählen.</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>Bei der Anmeldung starten</translation>
    </message>
    <message>
        <source>Opens in the tray when you log in.</source>
        <translation>Öffnet sich im Infobereich, wenn Sie sich anmelden.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Shows a note when a reply arrives while the window is hidden.</source>
        <translation>Zeigt einen Hinweis, wenn eine Antwort kommt, während das Fenster verborgen ist.</translation>
    </message>
    <message>
        <source>Which model answers.</source>
        <translation>Welches Modell antwortet.</translation>
    </message>
    <message>
        <source>Where it runs</source>
        <translation>Wo es läuft</translation>
    </message>
    <message>
        <source>On this computer, or at a provider you have a key for.</source>
        <translation>Auf diesem Computer oder bei einem Anbieter, für den Sie einen Schlüssel haben.</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>Modelldatei</translation>
    </message>
    <message>
        <source>A GGUF file on this computer. Empty: the starter model.</source>
        <translation>Eine GGUF-Datei auf diesem Computer. Leer: das Startmodell.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Of the provider or of your own server. Empty: the provider's own address.</source>
        <translation>Des Anbieters oder Ihres eigenen Servers. Leer: die eigene Adresse des Anbieters.</translation>
    </message>
    <message>
        <source>The model's name at the provider.</source>
        <translation>Der Name des Modells beim Anbieter.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Name of the key in the system's keyring. The key itself is never kept here.</source>
        <translation>Name des Schlüssels im Schlüsselbund des Systems. Der Schlüssel selbst liegt nie hier.</translation>
    </message>
    <message>
        <source>Longest reply</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source>In tokens; about four letters each.</source>
        <translation>In Token; etwa vier Buchstaben je Token.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Higher is more surprising. Empty: what suits the model.</source>
        <translation>Höher ist überraschender. Leer: was zum Modell passt.</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>Seconds without a new word before a reply counts as broken off.</source>
        <translation>Sekunden ohne neues Wort, bis eine Antwort als abgebrochen gilt.</translation>
    </message>
    <message>
        <source>Free memory after</source>
        <translation>Speicher freigeben nach</translation>
    </message>
    <message>
        <source>Seconds without a message before a local model is unloaded.</source>
        <translation>Sekunden ohne Nachricht, bis ein lokales Modell entladen wird.</translation>
    </message>
    <message>
        <source>What agents recall.</source>
        <translation>Woran sich Agenten erinnern.</translation>
    </message>
    <message>
        <source>Memories per answer</source>
        <translation>Erinnerungen je Antwort</translation>
    </message>
    <message>
        <source>At most this many recalled memories go into a prompt.</source>
        <translation>Höchstens so viele Erinnerungen gehen in eine Eingabe.</translation>
    </message>
    <message>
        <source>Rest after</source>
        <translation>Ruhe nach</translation>
    </message>
    <message>
        <source>Seconds without use before the memory helper is stopped to free memory.</source>
        <translation>Sekunden ohne Benutzung, bis der Gedächtnishelfer anhält und Speicher freigibt.</translation>
    </message>
    <message>
        <source>Keep traces</source>
        <translation>Spuren aufbewahren</translation>
    </message>
    <message>
        <source>Days for which 'Why this answer?' can be looked up.</source>
        <translation>Tage, für die sich „Warum diese Antwort?“ nachsehen lässt.</translation>
    </message>
    <message>
        <source>The log file.</source>
        <translation>Die Protokolldatei.</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>How much is written.</source>
        <translation>Wie viel geschrieben wird.</translation>
    </message>
    <message>
        <source>Size of one file</source>
        <translation>Größe einer Datei</translation>
    </message>
    <message>
        <source>In megabytes; five older files are kept.</source>
        <translation>In Megabyte; fünf ältere Dateien bleiben.</translation>
    </message>
</context>
<context>
    <name>SettingsPane</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Run the first steps again</source>
        <translation>Erste Schritte wiederholen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
</context>
<context>
    <name>ShortcutList</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Send the message</source>
        <translation>Nachricht senden</translation>
    </message>
    <message>
        <source>New line in the message</source>
        <translation>Neue Zeile in der Nachricht</translation>
    </message>
    <message>
        <source>Stop the reply, or close what is open</source>
        <translation>Antwort anhalten oder Offenes schließen</translation>
    </message>
    <message>
        <source>Take your last message up again, in an empty field</source>
        <translation>Ihre letzte Nachricht wieder aufnehmen, im leeren Feld</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Search everything said, and jump there</source>
        <translation>Alles Gesagte durchsuchen und hinspringen</translation>
    </message>
    <message>
        <source>Find in this conversation</source>
        <translation>In diesem Gespräch suchen</translation>
    </message>
    <message>
        <source>Rename the selected conversation</source>
        <translation>Das gewählte Gespräch umbenennen</translation>
    </message>
    <message>
        <source>Delete the selected conversation</source>
        <translation>Das gewählte Gespräch löschen</translation>
    </message>
    <message>
        <source>First pane; Ctrl+2 the second, and so on</source>
        <translation>Erste Seite; Strg+2 die zweite, und so fort</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Diese Liste</translation>
    </message>
    <message>
        <source>Quit Familiar</source>
        <translation>Familiar beenden</translation>
    </message>
    <message>
        <source>Save the character you are editing</source>
        <translation>Den Charakter speichern, den du bearbeitest</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Everything is working</source>
        <translation>Alles funktioniert</translation>
    </message>
    <message>
        <source>{model} on this computer</source>
        <translation>{model} auf diesem Computer</translation>
    </message>
    <message>
        <source>{n} agents running</source>
        <translation>{n} Agenten laufen</translation>
    </message>
    <message>
        <source>1 agent running</source>
        <translation>1 Agent läuft</translation>
    </message>
    <message>
        <source>{number} tokens a second</source>
        <translation>{number} Token je Sekunde</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open Familiar</source>
        <translation>Familiar öffnen</translation>
    </message>
    <message>
        <source>Resume all agents</source>
        <translation>Alle Agenten fortsetzen</translation>
    </message>
    <message>
        <source>Pause all agents</source>
        <translation>Alle Agenten pausieren</translation>
    </message>
    <message>
        <source>Quit Familiar</source>
        <translation>Familiar beenden</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Stop {name}</source>
        <translation>{name} anhalten</translation>
    </message>
    <message>
        <source>Start {name}</source>
        <translation>{name} starten</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Everything is working</source>
        <translation>Alles funktioniert</translation>
    </message>
    <message>
        <source>no agent is running</source>
        <translation>kein Agent läuft</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>answering</source>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>needs your attention</source>
        <translation>braucht Sie</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
</context>
<context>
    <name>WhyDrawer</name>
    <message>
        <source>Why this answer?</source>
        <translation>Warum diese Antwort?</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Send a message, and this shows where the answer came from.</source>
        <translation>Senden Sie eine Nachricht, dann steht hier, woher die Antwort kam.</translation>
    </message>
    <message>
        <source>Remembered</source>
        <translation>Erinnert</translation>
    </message>
    <message>
        <source>Nothing from before was needed.</source>
        <translation>Nichts von früher wurde gebraucht.</translation>
    </message>
    <message>
        <source>A memory that was forgotten since</source>
        <translation>Eine inzwischen vergessene Erinnerung</translation>
    </message>
    <message>
        <source>score {score}</source>
        <translation>Wert {score}</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieser Computer</translation>
    </message>
    <message>
        <source>terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>übernommen</translation>
    </message>
    <message>
        <source>Prompt · {used} of {all} tokens</source>
        <translation>Eingabe · {used} von {all} Token</translation>
    </message>
    <message>
        <source>Character and tools</source>
        <translation>Charakter und Werkzeuge</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Memories and knowledge</source>
        <translation>Erinnerungen und Wissen</translation>
    </message>
    <message>
        <source>Clock and message</source>
        <translation>Uhrzeit und Nachricht</translation>
    </message>
    <message>
        <source>{n} left out to fit</source>
        <translation>{n} aus Platzgründen weggelassen</translation>
    </message>
    <message>
        <source>Already known to the model</source>
        <translation>Dem Modell schon bekannt</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Erinnern</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Erstes Token</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Model ready</source>
        <translation>Modell bereit</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Zusammen</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Opening your conversations</source>
        <translation>Ihre Gespräche werden geöffnet</translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Who would you like to talk to first?</source>
        <translation>Mit wem möchten Sie zuerst sprechen?</translation>
    </message>
    <message>
        <source>All of them are there; this one answers when you name nobody.</source>
        <translation>Alle sind da; dieser antwortet, wenn Sie niemanden nennen.</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Welcome to Familiar</source>
        <translation>Willkommen bei Familiar</translation>
    </message>
    <message>
        <source>Companions that live on your computer, remember what you tell them, and wait quietly in the tray.</source>
        <translation>Begleiter, die auf Ihrem Computer leben, sich merken, was Sie erzählen, und still im Infobereich warten.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>They answer here</source>
        <translation>Sie antworten hier</translation>
    </message>
    <message>
        <source>A small model is already on this computer. Nothing you write leaves it unless you choose a cloud model.</source>
        <translation>Ein kleines Modell ist schon auf diesem Computer. Nichts, was Sie schreiben, verlässt ihn, außer Sie wählen ein Modell in der Cloud.</translation>
    </message>
    <message>
        <source>They remember</source>
        <translation>Sie erinnern sich</translation>
    </message>
    <message>
        <source>What you tell them is kept in your own home folder and found again when it matters. You can look at every memory behind an answer.</source>
        <translation>Was Sie erzählen, bleibt in Ihrem eigenen Ordner und wird wiedergefunden, wenn es zählt. Jede Erinnerung hinter einer Antwort können Sie ansehen.</translation>
    </message>
    <message>
        <source>They go on without the window</source>
        <translation>Sie brauchen kein Fenster</translation>
    </message>
    <message>
        <source>Closing the window leaves them in the tray. From there you can pause them or quit.</source>
        <translation>Schließen Sie das Fenster, bleiben sie im Infobereich. Dort können Sie sie pausieren oder beenden.</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Schritt {number} von {count}</translation>
    </message>
    <message>
        <source>Asking the model for one reply</source>
        <translation>Das Modell wird um eine Antwort gebeten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>AgentCard</name>
    <message>
        <source>Talk</source>
        <translation>Sprechen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Duplicate…</source>
        <translation>Duplizieren …</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>you</source>
        <translation>du</translation>
    </message>
</context>
<context>
    <name>Arrival</name>
    <message>
        <source>Look at this first</source>
        <translation>Sieh dir das zuerst an</translation>
    </message>
    <message>
        <source>It does nothing by itself here: a character is text, and cannot run, open, pay or allow anything. It may still change how the agent talks.</source>
        <translation>Hier tut es von selbst nichts: Ein Charakter ist Text und kann nichts ausführen, öffnen, bezahlen oder erlauben. Es kann aber ändern, wie der Agent spricht.</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Verwendet</translation>
    </message>
    <message>
        <source>Kept, and not used</source>
        <translation>Aufbewahrt und nicht verwendet</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} und {n} weitere</translation>
    </message>
</context>
<context>
    <name>ArrivalDialog</name>
    <message>
        <source>Add a character</source>
        <translation>Charakter hinzufügen</translation>
    </message>
    <message>
        <source>What is in the file</source>
        <translation>Was in der Datei steht</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>Was daraus wird</translation>
    </message>
    <message>
        <source>{name} is here already, exactly as in this file. There is nothing to add.</source>
        <translation>{name} ist schon da, genau wie in dieser Datei. Es gibt nichts hinzuzufügen.</translation>
    </message>
    <message>
        <source>1 more waits</source>
        <translation>1 weitere wartet</translation>
    </message>
    <message>
        <source>{n} more wait</source>
        <translation>{n} weitere warten</translation>
    </message>
    <message>
        <source>Stop here</source>
        <translation>Hier aufhören</translation>
    </message>
    <message>
        <source>Skip it</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>CharacterEditor</name>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
</context>
<context>
    <name>CharacterForm</name>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
</context>
<context>
    <name>CharacterWords</name>
    <message>
        <source>Who it is</source>
        <translation>Wer es ist</translation>
    </message>
    <message>
        <source>What it is told</source>
        <translation>Was ihm gesagt wird</translation>
    </message>
    <message>
        <source>What it knows</source>
        <translation>Was es weiß</translation>
    </message>
    <message>
        <source>How it talks</source>
        <translation>Wie es spricht</translation>
    </message>
    <message>
        <source>The rest</source>
        <translation>Das Übrige</translation>
    </message>
    <message>
        <source>Sam: Good evening.</source>
        <translation>Sam: Guten Abend.</translation>
    </message>
    <message>
        <source>harbour, boats + storm</source>
        <translation>Hafen, Boote + Sturm</translation>
    </message>
    <message>
        <source>A line that begins with two spaces goes on with the one above.</source>
        <translation>Eine Zeile, die mit zwei Leerzeichen beginnt, setzt die darüber fort.</translation>
    </message>
    <message>
        <source>A word that holds a comma stands in quotation marks: "a, b".</source>
        <translation>Ein Wort, das ein Komma enthält, steht in Anführungszeichen: "a, b".</translation>
    </message>
    <message>
        <source>lamp, light + storm: one of the first two and the last have to come up. [Aa] in front: capitals count.</source>
        <translation>Lampe, Licht + Sturm: Eins der ersten beiden und das letzte müssen vorkommen. [Aa] davor: Groß- und Kleinschreibung zählt.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What it is called, here and in its prompt.</source>
        <translation>Wie es heißt, hier und in seinem Prompt.</translation>
    </message>
    <message>
        <source>Nickname</source>
        <translation>Spitzname</translation>
    </message>
    <message>
        <source>Stands for {{char}} in its texts instead of the name.</source>
        <translation>Steht in seinen Texten anstelle des Namens für {{char}}.</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Kept for services that ask for one.</source>
        <translation>Aufbewahrt für Dienste, die einen verlangen.</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>Anweisung</translation>
    </message>
    <message>
        <source>Told before all else: the place for what must hold.</source>
        <translation>Wird vor allem anderen gesagt: der Platz für das, was gelten muss.</translation>
    </message>
    <message>
        <source>About it</source>
        <translation>Über es</translation>
    </message>
    <message>
        <source>Who it is. One sentence a line, what matters most first.</source>
        <translation>Wer es ist. Ein Satz je Zeile, das Wichtigste zuerst.</translation>
    </message>
    <message>
        <source>Personality</source>
        <translation>Persönlichkeit</translation>
    </message>
    <message>
        <source>What it is like, as a text.</source>
        <translation>Wie es ist, als Text.</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>Szene</translation>
    </message>
    <message>
        <source>Where and when a conversation takes place.</source>
        <translation>Wo und wann ein Gespräch stattfindet.</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>What it has lived through. One thing a line.</source>
        <translation>Was es erlebt hat. Eine Sache je Zeile.</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>A reminder that counts in every conversation.</source>
        <translation>Eine Erinnerung, die in jedem Gespräch gilt.</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>What it knows at all times. One fact a line.</source>
        <translation>Was es jederzeit weiß. Ein Fakt je Zeile.</translation>
    </message>
    <message>
        <source>Facts by keyword</source>
        <translation>Fakten nach Stichwort</translation>
    </message>
    <message>
        <source>Told when a keyword comes up. A line of keywords, then the text; --- between two.</source>
        <translation>Wird gesagt, wenn ein Stichwort fällt. Eine Zeile Stichwörter, dann der Text; --- zwischen zweien.</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>What it knows about, with commas between.</source>
        <translation>Womit es sich auskennt, mit Kommas dazwischen.</translation>
    </message>
    <message>
        <source>Adjectives</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>What it is like in single words, with commas between.</source>
        <translation>Wie es ist, in einzelnen Wörtern, mit Kommas dazwischen.</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>How it writes everywhere. One rule a line.</source>
        <translation>Wie es überall schreibt. Eine Regel je Zeile.</translation>
    </message>
    <message>
        <source>Style in conversation</source>
        <translation>Stil im Gespräch</translation>
    </message>
    <message>
        <source>How it writes to a person. One rule a line.</source>
        <translation>Wie es einer Person schreibt. Eine Regel je Zeile.</translation>
    </message>
    <message>
        <source>Style in posts</source>
        <translation>Stil in Beiträgen</translation>
    </message>
    <message>
        <source>How it writes to everybody. Not used in conversations.</source>
        <translation>Wie es an alle schreibt. In Gesprächen nicht verwendet.</translation>
    </message>
    <message>
        <source>Greeting</source>
        <translation>Begrüßung</translation>
    </message>
    <message>
        <source>Shows it how it opens a conversation.</source>
        <translation>Zeigt ihm, wie es ein Gespräch beginnt.</translation>
    </message>
    <message>
        <source>Example conversations</source>
        <translation>Beispielgespräche</translation>
    </message>
    <message>
        <source>Shows how it talks. A name, a colon, what is said; a blank line between two.</source>
        <translation>Zeigt, wie es spricht. Ein Name, ein Doppelpunkt, was gesagt wird; eine Leerzeile zwischen zweien.</translation>
    </message>
    <message>
        <source>Example posts</source>
        <translation>Beispielbeiträge</translation>
    </message>
    <message>
        <source>One a line. Not used in conversations.</source>
        <translation>Einer je Zeile. In Gesprächen nicht verwendet.</translation>
    </message>
    <message>
        <source>Prompt templates</source>
        <translation>Prompt-Vorlagen</translation>
    </message>
    <message>
        <source>Kept for export, as JSON. No prompt is made with them.</source>
        <translation>Für den Export aufbewahrt, als JSON. Kein Prompt wird damit gemacht.</translation>
    </message>
    <message>
        <source>Settings of its file</source>
        <translation>Einstellungen seiner Datei</translation>
    </message>
    <message>
        <source>Kept for export, as JSON. They change nothing here.</source>
        <translation>Für den Export aufbewahrt, als JSON. Sie ändern hier nichts.</translation>
    </message>
    <message>
        <source>Plugins</source>
        <translation>Plugins</translation>
    </message>
    <message>
        <source>Kept for export. A character brings no code along.</source>
        <translation>Für den Export aufbewahrt. Ein Charakter bringt keinen Code mit.</translation>
    </message>
</context>
<context>
    <name>CopyDialog</name>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Name of the copy</source>
        <translation>Name der Kopie</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>What is the copy of {name} called?</source>
        <translation>Wie heißt die Kopie von {name}?</translation>
    </message>
    <message>
        <source>It begins with the same character and without conversations.</source>
        <translation>Sie beginnt mit demselben Charakter und ohne Gespräche.</translation>
    </message>
</context>
<context>
    <name>DropArea</name>
    <message>
        <source>Drop it here to look at it</source>
        <translation>Hier ablegen, um es anzusehen</translation>
    </message>
    <message>
        <source>Nothing is kept before you say so.</source>
        <translation>Nichts wird behalten, bevor du es sagst.</translation>
    </message>
</context>
<context>
    <name>EditorHeader</name>
    <message>
        <source>Back to all agents</source>
        <translation>Zurück zu allen Agenten</translation>
    </message>
    <message>
        <source>Goes back to the version before</source>
        <translation>Geht zur vorigen Version zurück</translation>
    </message>
    <message>
        <source>Undo last change</source>
        <translation>Letzte Änderung rückgängig</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export a character</source>
        <translation>Charakter exportieren</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>Wie er kam</translation>
    </message>
    <message>
        <source>In its own form, with everything that was in it and what you changed.</source>
        <translation>In seiner eigenen Form, mit allem, was darin war, und dem, was du geändert hast.</translation>
    </message>
    <message>
        <source>For ElizaOS 1.x</source>
        <translation>Für ElizaOS 1.x</translation>
    </message>
    <message>
        <source>What that form has no place for is worked into its fields, or kept aside.</source>
        <translation>Wofür diese Form keinen Platz hat, wird in ihre Felder eingearbeitet oder beiseite aufbewahrt.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose a place…</source>
        <translation>Ort wählen …</translation>
    </message>
    <message>
        <source>Export {name}</source>
        <translation>{name} exportieren</translation>
    </message>
    <message>
        <source>Keys are never in an export.</source>
        <translation>Schlüssel sind nie in einem Export.</translation>
    </message>
    <message>
        <source>Where should the file stand?</source>
        <translation>Wo soll die Datei stehen?</translation>
    </message>
    <message>
        <source>Where should the new folder stand?</source>
        <translation>Wo soll der neue Ordner stehen?</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Put back</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Put back: {field}</source>
        <translation>Zurücksetzen: {field}</translation>
    </message>
    <message>
        <source>Write it anew</source>
        <translation>Neu schreiben</translation>
    </message>
    <message>
        <source>{n} letters: too long to be changed here. This is the beginning.</source>
        <translation>{n} Zeichen: zu lang, um hier geändert zu werden. Das ist der Anfang.</translation>
    </message>
    <message>
        <source>That is too long for a field, so it was not pasted.</source>
        <translation>Das ist zu lang für ein Feld, darum wurde es nicht eingefügt.</translation>
    </message>
</context>
<context>
    <name>FieldText</name>
    <message>
        <source>Line {line} does not say who speaks. Write a name, a colon and a text.</source>
        <translation>Zeile {line} sagt nicht, wer spricht. Schreibe einen Namen, einen Doppelpunkt und einen Text.</translation>
    </message>
    <message>
        <source>In line {line} nothing is said. Write it behind the colon, or take it out.</source>
        <translation>In Zeile {line} wird nichts gesagt. Schreibe es hinter den Doppelpunkt oder nimm sie heraus.</translation>
    </message>
    <message>
        <source>This is not JSON yet: something is wrong in line {line}, column {column}.</source>
        <translation>Das ist noch kein JSON: In Zeile {line}, Spalte {column} stimmt etwas nicht.</translation>
    </message>
    <message>
        <source>This is nested too deeply, or holds too long a number.</source>
        <translation>Das ist zu tief verschachtelt oder enthält eine zu lange Zahl.</translation>
    </message>
    <message>
        <source>This holds a number or a letter that JSON does not know.</source>
        <translation>Das enthält eine Zahl oder ein Zeichen, das JSON nicht kennt.</translation>
    </message>
    <message>
        <source>Write names and values in braces, as in {"name": "value"}.</source>
        <translation>Schreibe Namen und Werte in geschweifte Klammern, wie in {"name": "Wert"}.</translation>
    </message>
    <message>
        <source>{name} is not a text. Put quotation marks around what stands there.</source>
        <translation>{name} ist kein Text. Setze Anführungszeichen um das, was dort steht.</translation>
    </message>
    <message>
        <source>Entry {n} has no keywords. Its first line says when it is told.</source>
        <translation>Eintrag {n} hat keine Stichwörter. Seine erste Zeile sagt, wann er gesagt wird.</translation>
    </message>
    <message>
        <source>Entry {n} has no text. Write it in the lines under its keywords.</source>
        <translation>Eintrag {n} hat keinen Text. Schreibe ihn in die Zeilen unter seinen Stichwörtern.</translation>
    </message>
</context>
<context>
    <name>Fold</name>
    <message>
        <source>Show {n} more</source>
        <translation>{n} weitere zeigen</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
</context>
<context>
    <name>FrontPage</name>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Alle pausieren</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add characters</source>
        <translation>Charaktere hinzufügen</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>Charaktere</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Add a folder of OpenClaw</source>
        <translation>Einen Ordner von OpenClaw hinzufügen</translation>
    </message>
    <message>
        <source>{n} running</source>
        <translation>{n} laufen</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>Alle fortsetzen</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei …</translation>
    </message>
    <message>
        <source>From a folder…</source>
        <translation>Aus einem Ordner …</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>{name} wird gelesen …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>{name} is here.</source>
        <translation>{name} ist da.</translation>
    </message>
    <message>
        <source>{name} is in {file}. Keys are not in it.</source>
        <translation>{name} ist in {file}. Schlüssel sind nicht darin.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
</context>
<context>
    <name>InviteCard</name>
    <message>
        <source>Add a character</source>
        <translation>Charakter hinzufügen</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Drop a character here</source>
        <translation>Lege hier einen Charakter ab</translation>
    </message>
    <message>
        <source>ElizaOS files, Tavern cards as JSON, PNG or CHARX, OpenClaw folders</source>
        <translation>ElizaOS-Dateien, Tavern-Karten als JSON, PNG oder CHARX, OpenClaw-Ordner</translation>
    </message>
</context>
<context>
    <name>KeptPart</name>
    <message>
        <source>Kept from its file</source>
        <translation>Aus seiner Datei aufbewahrt</translation>
    </message>
    <message>
        <source>Not used here. An export gives it back as it was.</source>
        <translation>Hier nicht verwendet. Ein Export gibt es zurück, wie es war.</translation>
    </message>
    <message>
        <source>Show 1 part</source>
        <translation>1 Teil zeigen</translation>
    </message>
    <message>
        <source>Show {n} parts</source>
        <translation>{n} Teile zeigen</translation>
    </message>
    <message>
        <source>Hide them</source>
        <translation>Verbergen</translation>
    </message>
</context>
<context>
    <name>KeysQuestion</name>
    <message>
        <source>Put them in my keyring</source>
        <translation>In meinen Schlüsselbund legen</translation>
    </message>
    <message>
        <source>They are taken out of the character and kept where your other keys are.</source>
        <translation>Sie werden aus dem Charakter herausgenommen und dort aufbewahrt, wo deine anderen Schlüssel sind.</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>They are not kept anywhere. The file on your disk stays as it is.</source>
        <translation>Sie werden nirgends aufbewahrt. Die Datei auf deiner Festplatte bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>There are keys in it</source>
        <translation>Es sind Schlüssel darin</translation>
    </message>
</context>
<context>
    <name>NameQuestion</name>
    <message>
        <source>Name of the new one</source>
        <translation>Name des neuen</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>The new one gets a name of its own.</source>
        <translation>Der neue bekommt einen eigenen Namen.</translation>
    </message>
    <message>
        <source>Replace {name}</source>
        <translation>{name} ersetzen</translation>
    </message>
    <message>
        <source>It takes on the new character and keeps its conversations. Its present state stays among its versions and can be brought back.</source>
        <translation>Er nimmt den neuen Charakter an und behält seine Gespräche. Sein jetziger Zustand bleibt unter seinen Versionen und kann zurückgeholt werden.</translation>
    </message>
    <message>
        <source>There is already an agent called {name}</source>
        <translation>Es gibt schon einen Agenten namens {name}</translation>
    </message>
    <message>
        <source>What is different</source>
        <translation>Was anders ist</translation>
    </message>
</context>
<context>
    <name>NoteBar</name>
    <message>
        <source>Close this note</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>PictureRow</name>
    <message>
        <source>Choose a picture</source>
        <translation>Bild wählen</translation>
    </message>
    <message>
        <source>Use its own</source>
        <translation>Eigenes verwenden</translation>
    </message>
    <message>
        <source>Shows the picture that came with its file.</source>
        <translation>Zeigt das Bild, das mit seiner Datei kam.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>A PNG or JPEG file. It changes at once, without being saved.</source>
        <translation>Eine PNG- oder JPEG-Datei. Es ändert sich sofort, ohne Speichern.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>PromptPreview</name>
    <message>
        <source>What the model is told</source>
        <translation>Was dem Modell gesagt wird</translation>
    </message>
    <message>
        <source>Type a message to see the whole prompt</source>
        <translation>Schreibe eine Nachricht, um den ganzen Prompt zu sehen</translation>
    </message>
    <message>
        <source>A message to see the whole prompt for</source>
        <translation>Eine Nachricht, für die der ganze Prompt gezeigt wird</translation>
    </message>
    <message>
        <source>Whole prompt: about {used} of {all} tokens</source>
        <translation>Ganzer Prompt: etwa {used} von {all} Token</translation>
    </message>
    <message>
        <source>About {used} of {all} tokens</source>
        <translation>Etwa {used} von {all} Token</translation>
    </message>
    <message>
        <source>As {model} is told.</source>
        <translation>Wie es {model} gesagt wird.</translation>
    </message>
    <message>
        <source>As most models are told.</source>
        <translation>Wie es den meisten Modellen gesagt wird.</translation>
    </message>
    <message>
        <source>1 part does not fit.</source>
        <translation>1 Teil passt nicht hinein.</translation>
    </message>
    <message>
        <source>{n} parts do not fit.</source>
        <translation>{n} Teile passen nicht hinein.</translation>
    </message>
    <message>
        <source>{n} more letters of them are not shown.</source>
        <translation>{n} weitere Zeichen davon werden nicht gezeigt.</translation>
    </message>
    <message>
        <source>A model this small is told only the instruction and three lines about it.</source>
        <translation>Einem so kleinen Modell werden nur die Anweisung und drei Zeilen darüber gesagt.</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
</context>
<context>
    <name>Taking</name>
    <message>
        <source>{n} files could not be taken in. The details say why.</source>
        <translation>{n} Dateien konnten nicht aufgenommen werden. Die Einzelheiten sagen, warum.</translation>
    </message>
</context>
<context>
    <name>TrialChat</name>
    <message>
        <source>It answers as it stands here, saved or not. Nothing of this is remembered.</source>
        <translation>Es antwortet, wie es hier steht, gespeichert oder nicht. Nichts davon wird gemerkt.</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Von vorn</translation>
    </message>
    <message>
        <source>What was said in this trial</source>
        <translation>Was in diesem Versuch gesagt wurde</translation>
    </message>
</context>
<context>
    <name>TrialReply</name>
    <message>
        <source>{name}: {text}</source>
        <translation>{name}: {text}</translation>
    </message>
    <message>
        <source>Copy this reply</source>
        <translation>Diese Antwort kopieren</translation>
    </message>
</context>
<context>
    <name>Unsaved</name>
    <message>
        <source>Unsaved changes</source>
        <translation>Ungespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Save what you changed in {name}?</source>
        <translation>Speichern, was du an {name} geändert hast?</translation>
    </message>
    <message>
        <source>What is discarded cannot be brought back.</source>
        <translation>Was verworfen wird, lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
</context>
<context>
    <name>VersionList</name>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Show {n} older versions</source>
        <translation>{n} ältere Versionen zeigen</translation>
    </message>
    <message>
        <source>Its versions appear here as soon as they have been read.</source>
        <translation>Seine Versionen erscheinen hier, sobald sie gelesen sind.</translation>
    </message>
    <message>
        <source>Version {n}</source>
        <translation>Version {n}</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>in Kraft</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Restore version {n}</source>
        <translation>Version {n} wiederherstellen</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>Came with Familiar</source>
        <translation>Kam mit Familiar</translation>
    </message>
    <message>
        <source>Updated with Familiar</source>
        <translation>Mit Familiar aktualisiert</translation>
    </message>
    <message>
        <source>Back to version {what}</source>
        <translation>Zurück zu Version {what}</translation>
    </message>
    <message>
        <source>Imported from {what}</source>
        <translation>Importiert aus {what}</translation>
    </message>
    <message>
        <source>Copied from {what}</source>
        <translation>Kopiert von {what}</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Rename conversation</source>
        <translation>Gespräch umbenennen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Delete conversation</source>
        <translation>Gespräch löschen</translation>
    </message>
    <message>
        <source>Delete “{name}”?</source>
        <translation>„{name}“ löschen?</translation>
    </message>
    <message>
        <source>Everything said in it and remembered from it is removed. This cannot be undone.</source>
        <translation>Alles, was darin gesagt und daraus gemerkt wurde, wird entfernt. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
</TS>
