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
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Add from a file</source>
        <translation>Aus Datei hinzufügen</translation>
    </message>
    <message>
        <source>{n} running</source>
        <translation>{n} aktiv</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>Alle fortsetzen</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Alle pausieren</translation>
    </message>
    <message>
        <source>Your agents appear here as soon as they have been read.</source>
        <translation>Ihre Agenten erscheinen hier, sobald sie gelesen sind.</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
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
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Add an agent</source>
        <translation>Einen Agenten hinzufügen</translation>
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
        <source>{name} was added.</source>
        <translation>{name} wurde hinzugefügt.</translation>
    </message>
    <message>
        <source>Its keys went to your keyring.</source>
        <translation>Die Schlüssel daraus liegen jetzt in Ihrem Schlüsselbund.</translation>
    </message>
    <message>
        <source>The keyring could not be used, so these keys of the file were not kept: {names}.</source>
        <translation>Der Schlüsselbund war nicht benutzbar, daher wurden diese Schlüssel der Datei nicht aufbewahrt: {names}.</translation>
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
        <source>All its conversations and memories are removed with it. This cannot be undone. Its file on your disk stays.</source>
        <translation>Alle Gespräche und Erinnerungen werden mit entfernt. Das lässt sich nicht rückgängig machen. Die Datei auf Ihrer Platte bleibt.</translation>
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
        <source>Your keys are in the system&apos;s keyring, which may ask for its password.</source>
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
        <source>You can change this at any time. Keys go to your system&apos;s keyring and nowhere else.</source>
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
        <source>Of the provider or of your own server. Empty: the provider&apos;s own address.</source>
        <translation>Des Anbieters oder Ihres eigenen Servers. Leer: die eigene Adresse des Anbieters.</translation>
    </message>
    <message>
        <source>The model&apos;s name at the provider.</source>
        <translation>Der Name des Modells beim Anbieter.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Name of the key in the system&apos;s keyring. The key itself is never kept here.</source>
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
        <source>Days for which &apos;Why this answer?&apos; can be looked up.</source>
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
</TS>
