//! Around the editor, in Brazilian Portuguese: before it starts, installing it, connecting from outside.

use crate::{ConnectTexts, PageTexts, SetupTexts};

pub(super) const PAGE: PageTexts = PageTexts {
    unstarted: "Não foi possível iniciar o editor",
    reason: "Recarregue a página. Se isso não ajudar, pergunte ao administrador se os arquivos WebAssembly estão bloqueados.",
    stopped: "O editor parou",
    listed: "Tudo o que não está listado aqui está salvo:",
    saved: "Todas as suas alterações estão salvas no Bitrix24.",
    copy: "Copiar",
    copied: "Copiado",
    uncopied: "Não foi possível copiar",
    reload: "Recarregar",
};

pub(super) const SETUP: SetupTexts = SetupTexts {
    // The label of a button in the CRM, so it must be short.
    placement_title: "Fases e listas",
    placement_hint: "Renomear, recolorir, reordenar, adicionar e excluir com segurança os valores das listas do CRM",
    install_title: "Instalar o Stagecraft",
    title: "Onde o Stagecraft abre",
    open_setup: "Onde o Stagecraft abre…",
    intro: "Escolha onde as pessoas encontram o editor no Bitrix24. Você pode mudar isso a qualquer momento.",
    facts_title: "O que a instalação faz",
    facts: [
        "Adiciona um botão nos lugares abaixo, para todas as pessoas que têm acesso ao CRM.",
        "Não altera nada em suas listas e registros.",
        "Não guarda dados seus em nenhum outro lugar: o editor funciona dentro do Bitrix24, com as permissões de quem o abre.",
    ],
    places: "Lugares no Bitrix24",
    place_funnels: "{what}: botão acima dos pipelines",
    place_list: "{what}: menu acima da lista",
    place_menu: "Menu principal do Bitrix24",
    added: "Adicionado",
    not_added: "Não adicionado",
    not_offered: "Indisponível neste Bitrix24",
    older: "Adicionado com outro endereço: {address}",
    adding: "Adicionando…",
    removing: "Removendo…",
    add: "Adicionar",
    add_all: "Adicionar em todos",
    remove: "Remover",
    remove_all: "Remover de todos",
    install: "Instalar",
    finish_anyway: "Concluir sem eles",
    back: "Abrir o editor",
    n_added: &["{n} lugar adicionado", "{n} de lugares adicionados", "{n} lugares adicionados"],
    n_removed: &["{n} lugar removido", "{n} de lugares removidos", "{n} lugares removidos"],
    n_failed: &[
        "Não foi possível adicionar {n} lugar. Você pode tentar novamente agora, ou concluir e adicioná-lo mais tarde.",
        "Não foi possível adicionar {n} de lugares. Você pode tentar novamente agora, ou concluir e adicioná-los mais tarde.",
        "Não foi possível adicionar {n} lugares. Você pode tentar novamente agora, ou concluir e adicioná-los mais tarde.",
    ],
    finishing: "Concluindo a instalação. O Bitrix24 abrirá esta página novamente.",
    unfinished: "O Bitrix24 não confirmou que a instalação foi concluída. Recarregue a página; se você vir isto de novo, abra o aplicativo pela lista de aplicativos.",
    admin_title: "Isto precisa ser feito por um administrador",
    admin_body: "Somente um administrador do Bitrix24 pode instalar o Stagecraft e decidir onde ele abre.",
    missing_scope: "O aplicativo não tem a permissão “Incorporação” (placement), por isso só pode ser aberto pela lista de aplicativos. Dê essa permissão ao aplicativo e instale-o novamente.",
    bad_address: "O Bitrix24 não aceita o endereço deste aplicativo: {address}. É necessário um host com um nome de domínio completo.",
    too_many: "O Bitrix24 não permite mais botões neste lugar.",
};

pub(super) const CONNECT: ConnectTexts = ConnectTexts {
    title: "Conectar sem abrir o Bitrix24",
    intro: "Para experimentar o editor ou trabalhar no desenvolvimento dele, conecte esta página por um webhook de entrada.",
    field: "Endereço do webhook de entrada",
    hint: "No Bitrix24: Recursos para desenvolvedores, Outro, Webhook de entrada, com a permissão CRM.",
    warning_title: "Trate-o como uma senha",
    warning: "Quem tiver este endereço pode fazer no CRM o que você pode fazer. Ele fica apenas na memória desta página e é esquecido quando você a fecha ou recarrega. Use-o no seu próprio computador e exclua o webhook quando terminar.",
    connect: "Conectar",
    bad: "Este não é o endereço de um webhook de entrada. Um endereço desses tem esta forma: https://your.bitrix24.com.br/rest/1/abc123/",
    insecure: "O endereço precisa começar com https: por http, qualquer um no caminho poderia lê-lo.",
    unreachable: "{portal} não responde. Verifique o endereço e a sua conexão.",
    refused: "{portal} não aceita este webhook. Ele pode ter sido excluído ou não tem a permissão CRM.",
    connected: "Conexão com {portal} por um webhook. Suas alterações são reais.",
    disconnect: "Desconectar",
};
